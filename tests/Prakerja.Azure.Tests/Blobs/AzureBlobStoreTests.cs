using System.Net;
using Prakerja.Azure.Tests.Azurite;
using Prakerja.Contracts.Blobs;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Blobs;

[NeedsAzurite]
public sealed class AzureBlobContentTests : BlobContentContract
{
    protected override DateTimeOffset Now => DateTimeOffset.UtcNow;

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<IBlobStore> OpenAsync() => await Stores.BlobsAsync();

    protected override Task<byte[]?> FollowAsync(Uri link) => LinkReader.FollowAsync(link);
}

[NeedsAzurite]
public sealed class AzureBlobNamesTests : BlobNamesContract
{
    protected override DateTimeOffset Now => DateTimeOffset.UtcNow;

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<IBlobStore> OpenAsync() => await Stores.BlobsAsync();

    protected override Task<byte[]?> FollowAsync(Uri link) => LinkReader.FollowAsync(link);
}

/// <summary>Somebody with nothing but a link.</summary>
internal static class LinkReader
{
    private static readonly HttpClient Http = new();

    public static async Task<byte[]?> FollowAsync(Uri link)
    {
        using var response = await Http.GetAsync(link);
        return response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsByteArrayAsync() : null;
    }
}
