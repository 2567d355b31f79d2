using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Blobs;

/// <summary><see cref="IBlobStore"/> in memory, for the simulator: everything completes at once.</summary>
public sealed class MemoryBlobStore(BlobLinks links) : IBlobStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Container, string Name), (byte[] Content, string Type)> blobs = [];

    public async Task<bool> PutAsync(
        string container, string name, Stream content, string contentType, bool overwrite, CancellationToken cancellation = default)
    {
        BlobNames.Check(container, name);
        BlobNames.CheckContentType(contentType);
        ArgumentNullException.ThrowIfNull(content);
        using var whole = new MemoryStream();
        await content.CopyToAsync(whole, cancellation);
        lock (gate)
        {
            if (!overwrite && blobs.ContainsKey((container, name)))
            {
                return false;
            }

            blobs[(container, name)] = (whole.ToArray(), contentType);
            return true;
        }
    }

    public Task<Stream?> OpenAsync(
        string container, string name, long offset = 0, long? length = null, CancellationToken cancellation = default)
    {
        BlobNames.CheckRange(offset, length);
        if (Find(container, name) is not { } blob)
        {
            return Task.FromResult<Stream?>(null);
        }

        var start = (int)Math.Min(offset, blob.Content.Length);
        var count = (int)Math.Min(length ?? long.MaxValue, blob.Content.Length - start);
        return Task.FromResult<Stream?>(new MemoryStream(blob.Content, start, count, writable: false));
    }

    public Task<BlobInfo?> GetInfoAsync(string container, string name, CancellationToken cancellation = default) =>
        Task.FromResult(Find(container, name) is { } blob ? new BlobInfo(blob.Type, blob.Content.Length) : null);

    public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation = default)
    {
        BlobNames.Check(container, name);
        lock (gate)
        {
            return Task.FromResult(blobs.Remove((container, name)));
        }
    }

    public Task<Uri> CreateReadLinkAsync(string container, string name, DateTimeOffset expires, CancellationToken cancellation = default)
    {
        BlobNames.Check(container, name);
        return Task.FromResult(links.Create(container, name, expires));
    }

    /// <summary>Another store that begins with what this one holds; from then on each is on its own.</summary>
    public MemoryBlobStore Copy()
    {
        var copy = new MemoryBlobStore(links);
        lock (gate)
        {
            foreach (var (name, blob) in blobs)
            {
                copy.blobs[name] = blob;
            }
        }

        return copy;
    }

    private (byte[] Content, string Type)? Find(string container, string name)
    {
        BlobNames.Check(container, name);
        lock (gate)
        {
            return blobs.TryGetValue((container, name), out var blob) ? blob : null;
        }
    }
}
