using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Prakerja.Azure.Storage;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Blobs;

/// <summary>
/// One upload: what fits into a block is put whole; more is staged block by block and becomes visible by the list of blocks. Each request
/// is repeated by itself, so the source is read once. The blob names the upload, so a lost reply is not taken for somebody else's blob.
/// </summary>
internal sealed class BlobUpload(BlobContainerClient container, string name, string contentType, bool overwrite, IRandomSource random, StorageRetry retry)
{
    private const int BlockSize = 4 * 1024 * 1024;
    private const string Upload = "upload";

    private readonly BlockBlobClient blob = container.GetBlockBlobClient(name);
    private readonly string id = random.Hex(8);
    private readonly List<string> blocks = [];

    /// <returns>False if the blob was there and must not be replaced.</returns>
    public async Task<bool> RunAsync(Stream content, CancellationToken cancellation)
    {
        var buffer = new byte[BlockSize];
        var filled = await content.ReadAtLeastAsync(buffer, BlockSize, throwOnEndOfStream: false, cancellation);
        if (filled < BlockSize)
        {
            return await FinishAsync(() => blob.UploadAsync(Part(buffer, filled), Options(new BlobUploadOptions()), cancellation), cancellation);
        }

        for (; filled > 0; filled = await content.ReadAtLeastAsync(buffer, BlockSize, throwOnEndOfStream: false, cancellation))
        {
            await StageAsync(buffer, filled, cancellation);
        }

        return await FinishAsync(() => blob.CommitBlockListAsync(blocks, CommitOptions(), cancellation), cancellation);
    }

    private static MemoryStream Part(byte[] buffer, int filled) => new(buffer, 0, filled, writable: false);

    private async Task StageAsync(byte[] buffer, int filled, CancellationToken cancellation)
    {
        var block = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}{blocks.Count:d6}")));
        await retry.RepeatAsync(
            () => InContainerAsync(() => blob.StageBlockAsync(block, Part(buffer, filled), cancellationToken: cancellation), cancellation), cancellation);
        blocks.Add(block);
    }

    private Task<bool> FinishAsync(Func<Task<Response<BlobContentInfo>>> send, CancellationToken cancellation) => retry.RunAsync(
        async doubt =>
        {
            try
            {
                await InContainerAsync(send, cancellation);
                return true;
            }
            catch (RequestFailedException there) when (!overwrite && (there.ErrorCode == BlobErrorCode.BlobAlreadyExists || there.Status == 412))
            {
                return doubt && await IsOursAsync(cancellation);
            }
        },
        async () => await retry.RepeatAsync(() => IsOursAsync(cancellation), cancellation) ? (true, true) : (false, false), cancellation);

    private async Task<T> InContainerAsync<T>(Func<Task<T>> send, CancellationToken cancellation)
    {
        try
        {
            return await send();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellation);
            return await send();
        }
    }

    private async Task<bool> IsOursAsync(CancellationToken cancellation)
    {
        try
        {
            var found = await blob.GetPropertiesAsync(cancellationToken: cancellation);
            return found.Value.Metadata.TryGetValue(Upload, out var by) && by == id;
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            return false;
        }
    }

    private BlobUploadOptions Options(BlobUploadOptions options)
    {
        options.HttpHeaders = new BlobHttpHeaders { ContentType = contentType };
        options.Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [Upload] = id };
        options.Tags = Retention.TagsOf(container.Name);
        options.Conditions = overwrite ? null : new BlobRequestConditions { IfNoneMatch = ETag.All };
        return options;
    }

    private CommitBlockListOptions CommitOptions()
    {
        var options = Options(new BlobUploadOptions());
        return new() { HttpHeaders = options.HttpHeaders, Metadata = options.Metadata, Tags = options.Tags, Conditions = options.Conditions };
    }
}
