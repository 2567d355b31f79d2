using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Prakerja.Azure.Storage;
using Prakerja.Pipeline.Ports;
using BlobInfo = Prakerja.Pipeline.Ports.BlobInfo;

namespace Prakerja.Azure.Blobs;

/// <summary><see cref="IBlobStore"/> over Azure Blob Storage: private containers; one that is not there is created by its first write.</summary>
public sealed class AzureBlobStore(BlobServiceClient service, BlobReadLinks links, StorageRetry retry, IRandomSource random) : IBlobStore
{
    public async Task<bool> PutAsync(
        string container, string name, Stream content, string contentType, bool overwrite, CancellationToken cancellation = default)
    {
        BlobNames.Check(container, name);
        BlobNames.CheckContentType(contentType);
        ArgumentNullException.ThrowIfNull(content);
        return await new BlobUpload(service.GetBlobContainerClient(container), name, contentType, overwrite, random, retry).RunAsync(content, cancellation);
    }

    public async Task<Stream?> OpenAsync(
        string container, string name, long offset = 0, long? length = null, CancellationToken cancellation = default)
    {
        BlobNames.CheckRange(offset, length);
        var blob = Blob(container, name);
        if (length == 0)
        {
            return await GetInfoAsync(container, name, cancellation) is null ? null : Stream.Null;
        }

        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(offset, length) };
            return (await retry.RepeatAsync(() => blob.DownloadStreamingAsync(options, cancellation), cancellation)).Value.Content;
        }
        catch (RequestFailedException refusal) when (refusal.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException refusal) when (refusal.ErrorCode == BlobErrorCode.InvalidRange)
        {
            return Stream.Null;
        }
    }

    public async Task<BlobInfo?> GetInfoAsync(string container, string name, CancellationToken cancellation = default)
    {
        var blob = Blob(container, name);
        try
        {
            var found = await retry.RepeatAsync(() => blob.GetPropertiesAsync(cancellationToken: cancellation), cancellation);
            return new BlobInfo(found.Value.ContentType, found.Value.ContentLength);
        }
        catch (RequestFailedException refusal) when (refusal.Status == 404)
        {
            return null;
        }
    }

    /// <summary>True also if an earlier attempt, whose reply was lost, deleted it - or somebody else did at the same moment.</summary>
    public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation = default)
    {
        var blob = Blob(container, name);
        return retry.RunAsync(
            async doubt => (await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation)).Value || doubt,
            () => Task.FromResult((false, false)), cancellation);
    }

    public Task<Uri> CreateReadLinkAsync(string container, string name, DateTimeOffset expires, CancellationToken cancellation = default) =>
        links.CreateAsync(Blob(container, name), expires, cancellation);

    /// <summary>Creates the containers that are not there yet, private.</summary>
    public async Task CreateAsync(IEnumerable<string> containers, CancellationToken cancellation = default)
    {
        foreach (var container in containers)
        {
            await retry.RepeatAsync(
                () => service.GetBlobContainerClient(container).CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellation), cancellation);
        }
    }

    private BlobClient Blob(string container, string name)
    {
        BlobNames.Check(container, name);
        return service.GetBlobContainerClient(container).GetBlobClient(name);
    }
}
