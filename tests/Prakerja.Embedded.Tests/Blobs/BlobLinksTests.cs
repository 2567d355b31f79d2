using Prakerja.Embedded.Blobs;
using Prakerja.Engine.Time;

namespace Prakerja.Embedded.Tests.Blobs;

public sealed class BlobLinksTests
{
    private readonly VirtualClock clock = TestClock.Create(new WorkTracker());

    [Fact]
    public async Task Link_WhenItsTimeComes_Expires()
    {
        var (expires, signature) = Create();
        Assert.True(Links().TryVerify("photos", "a/b", expires, signature));

        await clock.AdvanceToAsync(clock.GetUtcNow().AddSeconds(60));

        Assert.False(Links().TryVerify("photos", "a/b", expires, signature));
    }

    [Fact]
    public void Link_WithAnyPartChanged_IsRefused()
    {
        var (expires, signature) = Create();

        Assert.False(Links().TryVerify("photo", "sa/b", expires, signature));
        Assert.False(Links().TryVerify("photos", "a/c", expires, signature));
        Assert.False(Links().TryVerify("photos", "a/b", expires + "0", signature));
        Assert.False(Links().TryVerify("photos", "a/b", expires, Flip(signature!)));
        Assert.False(Links(key: 1).TryVerify("photos", "a/b", expires, signature));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("abc", "AAAA")]
    [InlineData("99999999999", "not base64!")]
    [InlineData("99999999999", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("99999999999999999999999", "AAAA")]
    public void Link_Malformed_IsRefused(string? expires, string? signature) =>
        Assert.False(Links().TryVerify("photos", "a/b", expires, signature));

    [Fact]
    public void Key_TooShort_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new BlobLinks(new byte[31], new Uri("http://localhost"), clock));

    private static string Flip(string signature) => (signature[0] == 'A' ? 'B' : 'A') + signature[1..];

    private (string? Expires, string? Signature) Create()
    {
        var query = System.Web.HttpUtility.ParseQueryString(Links().Create("photos", "a/b", clock.GetUtcNow().AddSeconds(60)).Query);
        return (query["expires"], query["signature"]);
    }

    private BlobLinks Links(byte key = 0) => new(Enumerable.Repeat(key, 32).ToArray(), new Uri("http://localhost:7071"), clock);
}
