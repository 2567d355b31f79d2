using System.Net;
using Azure.Storage.Blobs;
using Prakerja.Azure.Blobs;
using Prakerja.Azure.Storage;
using Prakerja.Azure.Tests.Azurite;

namespace Prakerja.Azure.Tests.Blobs;

/// <summary>Read links as they are in the cloud: no account key, signed by a key that the identity was lent.</summary>
[NeedsAzurite]
public sealed class DelegatedLinksTests : IAsyncLifetime
{
    private SecureAzurite azurite = null!;
    private AzureBlobStore blobs = null!;

    public async Task InitializeAsync()
    {
        azurite = await SecureAzurite.StartAsync();
        var service = new BlobServiceClient(azurite.BlobService, new TestIdentity(), StorageSettings.Configure(new BlobClientOptions(), azurite.Transport));
        var retry = new StorageRetry(StorageRetryOptions.Default, new TestRandom(), TimeProvider.System);
        blobs = new AzureBlobStore(service, new BlobReadLinks(service, retry, TimeProvider.System), retry, new TestRandom());
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

    private Task<bool> Put(string name) => blobs.PutAsync("delegated", name, new MemoryStream([1, 2, 3]), "image/jpeg", overwrite: false);

    private Task<Uri> Link(string name, TimeSpan lifetime) => blobs.CreateReadLinkAsync("delegated", name, DateTimeOffset.UtcNow + lifetime);

    private async Task<HttpStatusCode> StatusAsync(Uri link)
    {
        using var response = await azurite.Http.GetAsync(link);
        return response.StatusCode;
    }
}
