namespace Prakerja.Contracts.Blobs;

public abstract class BlobNamesContract : BlobStoreContract
{
    [Theory]
    [MemberData(nameof(GoodNames))]
    public async Task Name_WithinTheLimits_IsTakenAsItIs(string name)
    {
        await Put(name, Content(name.Length));

        Assert.Equal(Content(name.Length), await Read(name));
    }

    [Fact]
    public async Task Name_ThatIsAnothersFolder_IsABlobOfItsOwn()
    {
        await Put("a", Content(1));
        await Put("a/b", Content(2));
        await Put("A", Content(3));

        Assert.Equal((1, 2, 3), ((await Read("a"))!.Length, (await Read("a/b"))!.Length, (await Read("A"))!.Length));
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public Task Name_BeyondTheLimits_IsRefused(string name) => RefusedEverywhere(Container, name);

    [Theory]
    [MemberData(nameof(BadContainers))]
    public Task Container_BeyondTheLimits_IsRefused(string container) => RefusedEverywhere(container, "name");

    [Theory]
    [InlineData("")]
    [InlineData("image/jpeg\r\nx: y")]
    public Task ContentType_BeyondTheLimits_IsRefused(string contentType) => Refused(() => Put("blob", Content(1), contentType: contentType));

    [Fact]
    public async Task Link_BeforeItExpires_ReadsTheBlob()
    {
        await Put("a b/ü.jpg", Content(1000));

        var link = await Store.CreateReadLinkAsync(Container, Name("a b/ü.jpg"), Now.AddMinutes(5));

        Assert.True(link.IsAbsoluteUri);
        Assert.Equal(Content(1000), await FollowAsync(link));
    }

    [Fact]
    public async Task Link_Expired_ReadsNothing()
    {
        await Put("blob", Content(10));

        Assert.Null(await FollowAsync(await Store.CreateReadLinkAsync(Container, Name("blob"), Now.AddSeconds(-5))));
    }

    [Fact]
    public async Task Link_Altered_ReadsNothing()
    {
        await Put("blob", Content(10));
        await Put("other", Content(20));
        var link = await Store.CreateReadLinkAsync(Container, Name("blob"), Now.AddMinutes(5));
        var text = link.AbsoluteUri;

        Assert.Null(await FollowAsync(new Uri(text.Replace("/blob?", "/other?", StringComparison.Ordinal))));
        Assert.Null(await FollowAsync(new Uri(link.GetLeftPart(UriPartial.Path))));
    }

    private async Task RefusedEverywhere(string container, string name)
    {
        using var content = new MemoryStream([1]);
        await Refused(() => Store.PutAsync(container, name, content, "image/png", overwrite: true));
        await Refused(() => Store.OpenAsync(container, name));
        await Refused(() => Store.GetInfoAsync(container, name));
        await Refused(() => Store.DeleteAsync(container, name));
        await Refused(() => Store.CreateReadLinkAsync(container, name, Now.AddMinutes(1)));
    }
}
