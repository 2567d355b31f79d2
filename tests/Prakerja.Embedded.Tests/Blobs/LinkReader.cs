using System.Web;
using Prakerja.Embedded.Blobs;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tests.Blobs;

/// <summary>Follows a link as the host's endpoint does.</summary>
internal static class LinkReader
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    public static BlobLinks Links { get; } = new(new byte[32], new Uri("http://localhost:7071"), new FixedTime());

    public static async Task<byte[]?> FollowAsync(IBlobStore store, Uri link)
    {
        var parts = link.AbsolutePath.Split('/', 4);
        var (container, name) = (parts[2], Uri.UnescapeDataString(parts[3]));
        var query = HttpUtility.ParseQueryString(link.Query);
        if (!Links.TryVerify(container, name, query["expires"], query["signature"]))
        {
            return null;
        }

        await using var stream = await store.OpenAsync(container, name);
        using var whole = new MemoryStream();
        await stream!.CopyToAsync(whole);
        return whole.ToArray();
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
