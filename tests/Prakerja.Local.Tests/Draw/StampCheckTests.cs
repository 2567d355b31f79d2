using Prakerja.Domain.Draw;
using Prakerja.Local.Commands;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Local.Tests.Draw;

/// <summary>Round 1001 of the sandbox's beacon, which the vectors name, was due on 2020-01-01 at 08:20:00 UTC.</summary>
public sealed class StampCheckTests : IDisposable
{
    private const string File = "commitment.json.tsr";
    private static readonly DateTimeOffset Due = new(2020, 1, 1, 8, 20, 0, TimeSpan.Zero);
    private readonly TestTimestamps tsa = new() { Now = () => Due.AddSeconds(-1) };
    private readonly PublishedDraw published = new("seven");

    public void Dispose()
    {
        tsa.Dispose();
        published.Dispose();
    }

    [Fact]
    public async Task Verify_Unstamped_HoldsAndSaysSo()
    {
        var report = await published.VerifyAsync();

        Assert.Empty(report.Failures);
        Assert.Contains(report.Unchecked, fact => fact.Contains("no outside authority has stamped it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_StampedBeforeTheRound_HoldsAndSaysWhenAndWhoseCertificateItIs()
    {
        published.Files[File] = tsa.Reply(CommitmentHash());

        var report = await published.VerifyAsync();

        Assert.Empty(report.Failures);
        Assert.Contains(report.Confirmed, fact => fact.StartsWith($"{File}: the commitment existed at 2020-01-01T08:19:59Z, as signed by {TestTimestamps.Name}, issued by CN=Test root", StringComparison.Ordinal));
        Assert.Contains($"{File}: that is before round 1001 was due (2020-01-01T08:20:00Z)", report.Confirmed);
        Assert.Contains(report.Unchecked, fact => fact.Contains("an authority's you trust", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 1_000_000)]
    public async Task Verify_StampedWhenTheRoundWasDue_FailsNamingIt(int seconds, long accuracy)
    {
        tsa.Now = () => Due.AddSeconds(seconds);
        published.Files[File] = tsa.Reply(CommitmentHash(), accuracy: accuracy);

        await AssertFailsAsync("is not before round 1001 was due");
    }

    [Fact]
    public async Task Verify_StampOfSomethingElse_FailsNamingIt()
    {
        published.Files[File] = tsa.Reply(Hash256.Of("else"u8).ToArray());

        await AssertFailsAsync("its hash is not the file's SHA-256");
    }

    [Fact]
    public async Task Verify_StampWithAByteChanged_FailsNamingIt()
    {
        published.Files[File] = tsa.Reply(CommitmentHash());
        published.Files[File][^1] ^= 1;

        await AssertFailsAsync("is");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(200_000)]
    public async Task Verify_StampThatIsNone_FailsNamingIt(int length)
    {
        published.Files[File] = new byte[length];

        await AssertFailsAsync("is");
    }

    [Theory]
    [InlineData("somebody's", 1001)]
    [InlineData("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", 9007199254740991)]
    public async Task Verify_RoundWhoseTimeIsNotKnown_SaysSo(string chain, long round)
    {
        var report = new VerifyReport();
        var commitment = Commitment() with { Beacon = new BeaconRound(chain, round) };
        published.Files[File] = tsa.Reply(commitment.Hash.ToArray());

        await new StampCheck(new SignedReader(published, keys: null, report), report).RunAsync(commitment, default);

        Assert.Empty(report.Failures);
        Assert.Contains(report.Unchecked, fact => fact.Contains("its times are not known here", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public async Task Verify_RoundOfQuicknet_IsJudgedByItsTimes(int seconds, bool holds)
    {
        var report = new VerifyReport();
        var commitment = Commitment() with { Beacon = new BeaconRound("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", 1001) };
        tsa.Now = () => DateTimeOffset.FromUnixTimeSeconds(1692803367 + 3000 + seconds);
        published.Files[File] = tsa.Reply(commitment.Hash.ToArray());

        await new StampCheck(new SignedReader(published, keys: null, report), report).RunAsync(commitment, default);

        Assert.Equal(holds, report.Holds);
    }

    private byte[] CommitmentHash() => Hash256.Of(published.Files["commitment.json"]).ToArray();

    private Commitment Commitment() => Assert.IsType<DocumentRead<Commitment>.Accepted>(Prakerja.Domain.Draw.Commitment.Parse(published.Files["commitment.json"])).Value;

    private async Task AssertFailsAsync(string problem)
    {
        var (file, said) = Assert.Single((await published.VerifyAsync()).Failures);
        Assert.Equal(File, file);
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }
}
