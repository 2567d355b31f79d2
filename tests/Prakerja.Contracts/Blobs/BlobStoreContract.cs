using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Blobs;

/// <summary>What every <see cref="IBlobStore"/> keeps. Each test uses names of its own, so a store may be shared.</summary>
public abstract class BlobStoreContract : IAsyncLifetime
{
    protected const string Container = "contract";

    private readonly string prefix = Guid.NewGuid().ToString("n");

    protected IBlobStore Store { get; private set; } = null!;

    public static TheoryData<string> GoodNames =>
        ["plain", "a/b/c.jpg", "with space", "a.b..c", "per%cent", "ünïcødé/中文/😀", "q?x=1&y#z", "'quoted'", "...", "plus+plus"];

    public static TheoryData<string> BadNames =>
        ["", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.", "back\\slash", "line\nfeed", "nul\0", new string('n', 1025)];

    public static TheoryData<string> BadContainers =>
        ["", "ab", new string('c', 64), "Upper", "under_score", "-first", "last-", "two--hyphens", "..", "a/b", "ünïcødé"];

    public async Task InitializeAsync() => Store = await OpenAsync();

    public abstract Task DisposeAsync();

    /// <summary>A store whose container <c>contract</c> is there or comes into being by itself.</summary>
    protected abstract Task<IBlobStore> OpenAsync();

    /// <summary>What somebody who holds nothing but this link reads; null if refused.</summary>
    protected abstract Task<byte[]?> FollowAsync(Uri link);

    /// <summary>Now, on the clock that links expire by.</summary>
    protected abstract DateTimeOffset Now { get; }

    protected string Name(string name) => $"{prefix}/{name}";

    protected static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    protected async Task<bool> Put(string name, byte[] content, bool overwrite = false, string contentType = "image/jpeg")
    {
        using var stream = new MemoryStream(content, writable: false);
        return await Store.PutAsync(Container, Name(name), stream, contentType, overwrite);
    }

    protected async Task<byte[]?> Read(string name, long offset = 0, long? length = null)
    {
        await using var stream = await Store.OpenAsync(Container, Name(name), offset, length);
        if (stream is null)
        {
            return null;
        }

        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        return whole.ToArray();
    }

    protected static async Task Refused(Func<Task> call) => await Assert.ThrowsAnyAsync<ArgumentException>(call);
}
