using Prakerja.Contracts.Blobs;
using Prakerja.Embedded.Blobs;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tests.Blobs;

public sealed class FileBlobContentTests : BlobContentContract
{
    private readonly TemporaryDirectory directory = new();

    protected override DateTimeOffset Now => LinkReader.Now;

    public override Task DisposeAsync()
    {
        directory.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(OpenStore());

    protected override Task<byte[]?> FollowAsync(Uri link) => LinkReader.FollowAsync(Store, link);

    [Fact]
    public async Task Open_Again_FindsBlobsAndRemovesWhatWasUnfinished()
    {
        await Put("blob", Content(10));
        var unfinished = Path.Combine(directory.File("blobs"), ".unfinished", "1");
        await File.WriteAllTextAsync(unfinished, "half of it");

        var again = OpenStore();

        Assert.Equal(10, (await again.GetInfoAsync(Container, Name("blob")))!.Length);
        Assert.False(File.Exists(unfinished));
    }

    [Fact]
    public async Task Put_DoneOrFailed_LeavesNothingUnfinished()
    {
        await Put("blob", Content(10));
        await Put("blob", Content(20));
        await Put("blob", Content(30), overwrite: true);

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(directory.File("blobs"), ".unfinished")));
        Assert.Single(Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Open_FileThatIsNoBlob_IsReported()
    {
        await Put("blob", Content(10));
        var file = Directory.EnumerateFiles(directory.Path, "*", SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(file, [0xff, 0xff, 0xff, 0xff, 1, 2, 3]);

        await Assert.ThrowsAsync<InvalidDataException>(() => Read("blob"));
    }

    private FileBlobStore OpenStore() => new(directory.File("blobs"), LinkReader.Links);
}

public sealed class FileBlobNamesTests : BlobNamesContract
{
    private readonly TemporaryDirectory directory = new();

    protected override DateTimeOffset Now => LinkReader.Now;

    public override Task DisposeAsync()
    {
        directory.Dispose();
        return Task.CompletedTask;
    }

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(new FileBlobStore(directory.File("blobs"), LinkReader.Links));

    protected override Task<byte[]?> FollowAsync(Uri link) => LinkReader.FollowAsync(Store, link);
}

public sealed class MemoryBlobContentTests : BlobContentContract
{
    protected override DateTimeOffset Now => LinkReader.Now;

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(new MemoryBlobStore(LinkReader.Links));

    protected override Task<byte[]?> FollowAsync(Uri link) => LinkReader.FollowAsync(Store, link);
}

public sealed class MemoryBlobNamesTests : BlobNamesContract
{
    protected override DateTimeOffset Now => LinkReader.Now;

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(new MemoryBlobStore(LinkReader.Links));

    protected override Task<byte[]?> FollowAsync(Uri link) => LinkReader.FollowAsync(Store, link);
}
