using System.Text;
using Prakerja.Domain.Draw;
using Prakerja.Embedded.Blobs;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>The entries of a national batch are more than fits in memory twice.</summary>
public class LargeFileTests
{
    private const int Size = 32 * 1024 * 1024;

    [Fact]
    public async Task Sign_FileThatIsThere_HoldsOnlyAPieceOfItAtATime()
    {
        var vault = new TestKeyVault();
        var files = new BatchFiles(new MemoryBlobStore(new BlobLinks(new byte[32], new Uri("http://test"), TimeProvider.System)), vault);
        var content = new byte[Size];
        await files.PutAsync(1, BatchFiles.Entries, content);
        var allocated = GC.GetAllocatedBytesForCurrentThread();

        await files.SignAsync(1, BatchFiles.Entries);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, Size / 8);
        var text = Encoding.ASCII.GetString((await files.ReadAsync(1, $"{BatchFiles.Entries}.jws"))!);
        var signature = Assert.IsType<DocumentRead<DetachedJws>.Accepted>(DetachedJws.Parse(text)).Value;
        using var digest = signature.StartDigest();
        digest.Append(content);
        var keys = Assert.IsType<DocumentRead<JsonWebKeys>.Accepted>(JsonWebKeys.Parse(Encoding.UTF8.GetBytes(vault.JsonWebKeySet))).Value;
        Assert.Null(signature.Verify(keys, digest));
    }
}
