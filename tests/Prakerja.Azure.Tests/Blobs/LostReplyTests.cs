using Azure.Core.Pipeline;
using Prakerja.Azure.Blobs;
using Prakerja.Azure.Storage;
using Prakerja.Azure.Tests.Azurite;
using Prakerja.Azure.Tests.Storage;

namespace Prakerja.Azure.Tests.Blobs;

[NeedsAzurite]
public sealed class LostReplyTests : IAsyncLifetime
{
    private const string Container = "lost-replies";
    private const int Large = 9_000_000;

    private readonly OneLostReply network = new();
    private readonly string name = Guid.NewGuid().ToString("n");
    private AzureBlobStore mine = null!;
    private AzureBlobStore others = null!;

    public async Task InitializeAsync()
    {
        others = await Stores.BlobsAsync();
        mine = await Stores.BlobsAsync(
            new HttpClientTransport(new HttpClient(network)), new StorageRetry(StorageRetryOptions.Default, new TestRandom(), new ImpatientClock()));
        await others.CreateAsync([Container]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(100)]
    [InlineData(Large)]
    public async Task Put_OfANewBlob_IsOwnAndWhole(int length)
    {
        network.LoseNext();

        Assert.True(await Put(mine, length));
        Assert.Equal(length, await Length());
    }

    [Fact]
    public async Task Put_OfManyBlocks_LosingTheReplyToTheirList_IsOwn()
    {
        using var content = new LosesAtTheEnd(new byte[Large], () => network.LoseNext());

        Assert.True(await mine.PutAsync(Container, name, content, "text/plain", overwrite: false));
        Assert.Equal((Large, 4), (await Length(), network.Writes));
    }

    [Fact]
    public async Task Put_OfABlobOfOthers_IsStillRefused()
    {
        await Put(others, 10);
        network.LoseNext();

        Assert.False(await Put(mine, 20));
        Assert.Equal(10, await Length());
    }

    [Fact]
    public async Task Delete_OfABlob_IsTrue()
    {
        await Put(others, 10);
        network.LoseNext();

        Assert.True(await mine.DeleteAsync(Container, name));
        Assert.Null(await others.GetInfoAsync(Container, name));
    }

    private Task<bool> Put(AzureBlobStore store, int length) =>
        store.PutAsync(Container, name, new MemoryStream(new byte[length]), "text/plain", overwrite: false);

    private async Task<long> Length() => (await others.GetInfoAsync(Container, name))!.Length;

    private sealed class LosesAtTheEnd(byte[] content, Action atTheEnd) : MemoryStream(content)
    {
        private int looks;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // The last block ends at the first look beyond the end, the whole upload at the second.
            if (Position == Length && looks++ == 1)
            {
                atTheEnd();
            }

            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
