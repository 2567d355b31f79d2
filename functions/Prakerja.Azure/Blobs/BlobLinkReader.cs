using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Prakerja.Azure.Storage;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Blobs;

/// <summary>
/// Follows read links for whoever holds one, since storage has no public address. The link's own signature is all that is shown to storage,
/// which judges it; the identity of the app is not.
/// </summary>
/// <param name="transport">How requests travel; null: as the SDK does it.</param>
public sealed class BlobLinkReader(BlobServiceClient service, StorageRetry retry, HttpPipelineTransport? transport = null)
{
    private readonly BlobClientOptions options = StorageSettings.Configure(new BlobClientOptions(), transport);

    /// <param name="query">Of the link, its signature.</param>
    /// <returns>The blob, whole: links are for photos; 404 for whatever storage does not take.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be told now.</exception>
    public async Task<Reply> ReadAsync(string container, string name, string query, CancellationToken cancellation)
    {
        try
        {
            BlobNames.Check(container, name);
            var address = new BlobUriBuilder(service.Uri) { BlobContainerName = container, BlobName = name, Query = query.TrimStart('?') };
            var blob = new BlobClient(address.ToUri(), options);
            var found = (await retry.RepeatAsync(() => blob.DownloadContentAsync(cancellation), cancellation)).Value;
            return Reply.Raw(found.Content.ToMemory(), found.Details.ContentType);
        }
        catch (Exception refused) when (refused is ArgumentException or RequestFailedException { Status: >= 400 and < 500 })
        {
            return Problems.NotFound;
        }
    }
}
