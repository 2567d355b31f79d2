using System.Net;
using Azure.Storage.Blobs;
using Prakerja.Azure.Blobs;
using Prakerja.Azure.Storage;
using Prakerja.Azure.Tests.Azurite;
using Prakerja.Pipeline.Http;

namespace Prakerja.Azure.Tests.Blobs;

/// <summary>Read links as they are in the cloud: no account key, signed by a key that the identity was lent.</summary>
[NeedsAzurite]
public sealed class DelegatedLinksTests : IAsyncLifetime
{
    private SecureAzurite azurite = null!;
    private static readonly Uri Origin = new("https://programme.example");
    private AzureBlobStore blobs = null!;
    private AzureBlobStore behindTheApp = null!;
    private BlobLinkReader reader = null!;

    public async Task InitializeAsync()
    {
        azurite = await SecureAzurite.StartAsync();
        var service = new BlobServiceClient(azurite.BlobService, new TestIdentity(), StorageSettings.Configure(new BlobClientOptions(), azurite.Transport));
        var retry = new StorageRetry(StorageRetryOptions.Default, new TestRandom(), TimeProvider.System);
        blobs = new AzureBlobStore(service, new BlobReadLinks(service, retry, TimeProvider.System), retry, new TestRandom());
        behindTheApp = new AzureBlobStore(service, new BlobReadLinks(service, retry, TimeProvider.System, Origin), retry, new TestRandom());
        reader = new BlobLinkReader(service, retry, azurite.Transport);
        await Put("a b/ü.jpg");
        await Put("other");
    }

    public Task DisposeAsync()
    {
        azurite.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Link_OfABlob_ReadsThatBlobUntilItExpiresAndNothingElse()
    {
        var link = await Link("a b/ü.jpg", TimeSpan.FromMinutes(5));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(link));
        Assert.Contains("spr=https&", link.Query, StringComparison.Ordinal);
        Assert.Contains("sp=r&", link.Query, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(new Uri(link.AbsoluteUri.Replace("a%20b/%C3%BC.jpg", "other", StringComparison.Ordinal))));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(await Link("other", TimeSpan.FromSeconds(-5))));
    }

    [Fact]
    public async Task Links_OfManyBlobs_AreSignedByOneKeyWhileItOutlivesThem()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Link($"{n}", TimeSpan.FromMinutes(n))));
        Assert.Equal(1, azurite.KeysFetched);

        await Link("other", TimeSpan.FromDays(3));
        Assert.Equal(2, azurite.KeysFetched);
    }

    /// <summary>In the cloud storage has no public address: a reviewer's browser reaches the app only.</summary>
    [Fact]
    public async Task Link_ThroughTheApp_ReadsThatBlobUntilItExpiresAndNothingElse()
    {
        var link = await behindTheApp.CreateReadLinkAsync("delegated", "a b/ü.jpg", DateTimeOffset.UtcNow.AddMinutes(5));
        var expired = await behindTheApp.CreateReadLinkAsync("delegated", "other", DateTimeOffset.UtcNow.AddSeconds(-5));

        Assert.StartsWith("https://programme.example/blobs/delegated/a%20b/%C3%BC.jpg?", link.AbsoluteUri, StringComparison.Ordinal);
        var read = await ReadAsync("delegated", "a b/ü.jpg", link.Query);
        Assert.Equal((200, "image/jpeg", "010203"), (read.Status, read.ContentType, Convert.ToHexString(read.Bytes!.Value.Span)));
        Assert.Equal(404, (await ReadAsync("delegated", "other", link.Query)).Status);
        Assert.Equal(404, (await ReadAsync("delegated", "other", expired.Query)).Status);
        Assert.Equal(404, (await ReadAsync("delegated", "a b/ü.jpg", "")).Status);
        Assert.Equal(404, (await ReadAsync("delegated", "../other", link.Query)).Status);
    }

    private Task<Reply> ReadAsync(string container, string name, string query) => reader.ReadAsync(container, name, query, CancellationToken.None);

    private Task<bool> Put(string name) => blobs.PutAsync("delegated", name, new MemoryStream([1, 2, 3]), "image/jpeg", overwrite: false);

    private Task<Uri> Link(string name, TimeSpan lifetime) => blobs.CreateReadLinkAsync("delegated", name, DateTimeOffset.UtcNow + lifetime);

    private async Task<HttpStatusCode> StatusAsync(Uri link)
    {
        using var response = await azurite.Http.GetAsync(link);
        return response.StatusCode;
    }
}
