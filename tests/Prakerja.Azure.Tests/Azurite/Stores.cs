using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Prakerja.Azure.Blobs;
using Prakerja.Azure.Storage;
using Prakerja.Azure.Tables;

namespace Prakerja.Azure.Tests.Azurite;

/// <summary>The adapters on Azurite, as the head makes them, with a transport, clock and patience of the test's own.</summary>
public static class Stores
{
    public static async Task<AzureTableStore> TablesAsync(HttpPipelineTransport? transport = null, StorageRetry? retry = null) =>
        new(await TableServiceAsync(transport), retry ?? Patient(), new TestRandom());

    public static async Task<AzureBlobStore> BlobsAsync(HttpPipelineTransport? transport = null, StorageRetry? retry = null)
    {
        var service = await BlobServiceAsync(transport);
        return new(service, new BlobReadLinks(service, retry ?? Patient(), TimeProvider.System), retry ?? Patient(), new TestRandom());
    }

    public static async Task<TableServiceClient> TableServiceAsync(HttpPipelineTransport? transport = null) =>
        new((await AzuriteServer.GetAsync()).ConnectionString, StorageSettings.Configure(new TableClientOptions(), transport));

    public static async Task<BlobServiceClient> BlobServiceAsync(HttpPipelineTransport? transport = null) =>
        new((await AzuriteServer.GetAsync()).ConnectionString, StorageSettings.Configure(new BlobClientOptions(), transport));

    private static StorageRetry Patient() => new(StorageRetryOptions.Default, new TestRandom(), TimeProvider.System);
}
