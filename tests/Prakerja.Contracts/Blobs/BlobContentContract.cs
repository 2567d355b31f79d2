using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Blobs;

public abstract class BlobContentContract : BlobStoreContract
{
    [Fact]
    public async Task Blob_NeverPut_IsNeitherReadNorDescribedNorDeleted()
    {
        Assert.Null(await Read("absent"));
        Assert.Null(await Store.GetInfoAsync(Container, Name("absent")));
        Assert.False(await Store.DeleteAsync(Container, Name("absent")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(81920)]
    [InlineData(5 * 1024 * 1024)]
    public async Task Put_OfAnySize_IsReadBackWithTypeAndLength(int length)
    {
        Assert.True(await Put("blob", Content(length), contentType: "text/csv; charset=utf-8"));

        Assert.Equal(Content(length), await Read("blob"));
        Assert.Equal(new BlobInfo("text/csv; charset=utf-8", length), await Store.GetInfoAsync(Container, Name("blob")));
    }

    [Fact]
    public async Task Put_WithoutOverwriteOnABlob_IsFalseAndKeepsIt()
    {
        await Put("blob", Content(10), contentType: "image/png");

        Assert.False(await Put("blob", Content(20)));

        Assert.Equal(Content(10), await Read("blob"));
        Assert.Equal(new BlobInfo("image/png", 10), await Store.GetInfoAsync(Container, Name("blob")));
    }

    [Fact]
    public async Task Put_WithOverwrite_ReplacesContentTypeAndLength()
    {
        await Put("blob", Content(20), overwrite: true);

        Assert.True(await Put("blob", Content(10), overwrite: true, contentType: "image/png"));

        Assert.Equal(Content(10), await Read("blob"));
        Assert.Equal(new BlobInfo("image/png", 10), await Store.GetInfoAsync(Container, Name("blob")));
    }

    [Fact]
    public async Task Put_ByManyAtOnceWithoutOverwrite_ExactlyOneWins()
    {
        var won = await Task.WhenAll(Enumerable.Range(1, 16).Select(n => Put("blob", Content(n))));

        var winner = Assert.Single(Enumerable.Range(1, 16), n => won[n - 1]);
        Assert.Equal(Content(winner), await Read("blob"));
    }

    [Fact]
    public async Task Put_WhoseSourceFails_LeavesTheOldBlob()
    {
        await Put("blob", Content(10));
        await using var broken = new BrokenStream();

        await Assert.ThrowsAsync<IOException>(
            () => Store.PutAsync(Container, Name("blob"), broken, "image/png", overwrite: true));
        await Assert.ThrowsAsync<IOException>(
            () => Store.PutAsync(Container, Name("new"), broken, "image/png", overwrite: false));

        Assert.Equal(Content(10), await Read("blob"));
        Assert.Null(await Read("new"));
    }

    [Fact]
    public async Task Open_WhileTheBlobIsReplaced_ReadsOneOfThemWhole()
    {
        await Put("blob", Content(100_000));
        await using var before = await Store.OpenAsync(Container, Name("blob"));
        var start = new byte[10];
        await before!.ReadExactlyAsync(start);

        await Put("blob", Content(50_000), overwrite: true);

        Assert.Equal(Content(100_000)[..10], start);
        Assert.Equal(Content(50_000), await Read("blob"));
    }

    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(90, 10, 10)]
    [InlineData(90, 20, 10)]
    [InlineData(5, 0, 0)]
    [InlineData(100, 5, 0)]
    [InlineData(1000, 5, 0)]
    public async Task Open_Range_GivesItsBytesAndFewerAtTheEnd(long offset, long length, int expected)
    {
        await Put("blob", Content(100));

        var read = await Read("blob", offset, length);

        Assert.Equal(Content(100).Skip((int)offset).Take(expected), read);
    }

    [Fact]
    public async Task Open_FromAnOffset_GoesToTheEnd()
    {
        await Put("blob", Content(100));

        Assert.Equal(Content(100)[40..], await Read("blob", 40));
    }

    [Fact]
    public async Task Open_NegativeRange_IsRefused()
    {
        await Refused(() => Store.OpenAsync(Container, Name("blob"), -1));
        await Refused(() => Store.OpenAsync(Container, Name("blob"), 0, -1));
    }

    [Fact]
    public async Task Delete_Blob_IsTrueOnceAndFreesTheName()
    {
        await Put("blob", Content(10));

        Assert.True(await Store.DeleteAsync(Container, Name("blob")));
        Assert.False(await Store.DeleteAsync(Container, Name("blob")));
        Assert.Null(await Read("blob"));
        Assert.True(await Put("blob", Content(20)));
    }

    private sealed class BrokenStream : MemoryStream
    {
        private bool started;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (started)
            {
                throw new IOException("The sender is gone.");
            }

            started = true;
            buffer.Span[..100].Fill(1);
            return ValueTask.FromResult(100);
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new IOException("The sender is gone.");
    }
}
