using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Blobs;

/// <summary>
/// <see cref="IBlobStore"/> in a directory. A blob is one file named by the hash of its name, so no name can reach outside;
/// it is written aside, synced, and then renamed or linked into place. File work is done on the caller's thread.
/// </summary>
public sealed class FileBlobStore : IBlobStore
{
    private const string Unfinished = ".unfinished";
    private readonly string root;
    private readonly BlobLinks links;
    private long puts;

    /// <param name="directory">Made if missing, below an existing parent; what an earlier process left unfinished is removed. One store at a time.</param>
    public FileBlobStore(string directory, BlobLinks links)
    {
        root = Path.GetFullPath(directory);
        this.links = links;
        DurableDirectory.Ensure(Path.GetDirectoryName(root)!, Path.GetFileName(root));
        DurableDirectory.Ensure(root, Unfinished);
        foreach (var left in Directory.EnumerateFiles(Path.Combine(root, Unfinished)))
        {
            File.Delete(left);
        }
    }

    public async Task<bool> PutAsync(
        string container, string name, Stream content, string contentType, bool overwrite, CancellationToken cancellation = default)
    {
        BlobNames.Check(container, name);
        BlobNames.CheckContentType(contentType);
        var path = PathOf(container, name);
        if (!overwrite && File.Exists(path))
        {
            return false;
        }

        var aside = Path.Combine(root, Unfinished, $"{Interlocked.Increment(ref puts)}");
        try
        {
            await WriteAsync(aside, name, content, contentType, cancellation);
            return Publish(aside, path, overwrite);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    public Task<Stream?> OpenAsync(
        string container, string name, long offset = 0, long? length = null, CancellationToken cancellation = default)
    {
        BlobNames.Check(container, name);
        BlobNames.CheckRange(offset, length);
        if (BlobFile.Open(PathOf(container, name), out var info) is not { } file)
        {
            return Task.FromResult<Stream?>(null);
        }

        var start = Math.Min(offset, info!.Length);
        file.Position += start;
        return Task.FromResult<Stream?>(new BlobRange(file, Math.Min(length ?? long.MaxValue, info.Length - start)));
    }

    public Task<BlobInfo?> GetInfoAsync(string container, string name, CancellationToken cancellation = default)
    {
        BlobNames.Check(container, name);
        using var file = BlobFile.Open(PathOf(container, name), out var info);
        return Task.FromResult(info);
    }

    public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation = default)
    {
        BlobNames.Check(container, name);
        var path = PathOf(container, name);
        if (!File.Exists(path))
        {
            return Task.FromResult(false);
        }

        File.Delete(path);
        DurableDirectory.Sync(Path.GetDirectoryName(path)!);
        return Task.FromResult(true);
    }

    public Task<Uri> CreateReadLinkAsync(string container, string name, DateTimeOffset expires, CancellationToken cancellation = default)
    {
        BlobNames.Check(container, name);
        return Task.FromResult(links.Create(container, name, expires));
    }

    private static async Task WriteAsync(string aside, string name, Stream content, string contentType, CancellationToken cancellation)
    {
        using var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None);
        BlobFile.WriteHeader(file, name, contentType);
        var buffer = new byte[81920];
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            file.Write(buffer.AsSpan(0, read));
        }

        file.Flush(flushToDisk: true);
    }

    private bool Publish(string aside, string path, bool overwrite)
    {
        var shard = Path.GetDirectoryName(path)!;
        var container = Path.GetDirectoryName(shard)!;
        DurableDirectory.Ensure(root, Path.GetFileName(container));
        DurableDirectory.Ensure(container, Path.GetFileName(shard));
        try
        {
            File.Move(aside, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            return false;
        }

        DurableDirectory.Sync(shard);
        return true;
    }

    private string PathOf(string container, string name)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return Path.Combine(root, container, hash[..2], hash);
    }
}
