using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Gateways;

namespace Prakerja.Pipeline.Tests.Gateways;

public sealed class DrandBeaconTests : IDisposable
{
    private const string Signature = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";
    private static readonly DateTimeOffset Genesis = DateTimeOffset.FromUnixTimeSeconds(1692803367);

    private readonly HttpClient http = new();
    private readonly VirtualClock clock = new(new DateTimeOffset(2026, 1, 9, 12, 0, 0, TimeSpan.Zero), new WorkTracker());

    /// <summary>Answers that are not the round that was asked for, or not sound in themselves.</summary>
    public static TheoryData<string> BadAnswers =>
    [
        "", "null", "[]", "no JSON", "{}", new string('[', 100_000),
        FakeRelay.Round(123)!,
        FakeRelay.Round(1000)!.Replace("\"round\":1000", "\"round\":\"1000\"", StringComparison.Ordinal),
        FakeRelay.Round(1000)!.Replace("\"randomness\":\"f", "\"randomness\":\"e", StringComparison.Ordinal),
        FakeRelay.Round(1000)!.Replace("\"signature\":\"b4", "\"signature\":\"b5", StringComparison.Ordinal),
        FakeRelay.Round(1000)!.Replace("\"signature\":\"b4", "\"signature\":\"xx", StringComparison.Ordinal),
        FakeRelay.Round(1000)!.Replace(Signature, "", StringComparison.Ordinal),
        FakeRelay.Round(1000)!.Replace($"\"{Signature}\"", "null", StringComparison.Ordinal),
        Sound(new string('0', 96)), Sound("c0" + new string('0', 94)), Sound(Signature[..94]), Sound(Signature + "00"),
    ];

    public void Dispose()
    {
        http.Dispose();
        clock.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(123)]
    [InlineData(1000)]
    public async Task Signature_OfARoundThatTwoRelaysHave_IsTheirs(long round)
    {
        await using var first = await FakeRelay.StartAsync();
        await using var second = await FakeRelay.StartAsync();
        await using var third = await FakeRelay.StartAsync();

        var signature = await Beacon(first, second, third).GetSignatureAsync(round);

        Assert.Equal(FakeRelay.Signatures[round], Convert.ToHexStringLower(signature!));
        Assert.Equal((1, 1, 0), (first.Asked, second.Asked, third.Asked));
    }

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task Signature_RelayThatAnswersAnythingElse_IsPassedOver(string answer)
    {
        await using var bad = await FakeRelay.StartAsync(answer);
        await using var good = await FakeRelay.StartAsync();
        await using var other = await FakeRelay.StartAsync();

        Assert.Equal(Signature, Convert.ToHexStringLower((await Beacon(bad, good, other).GetSignatureAsync(1000))!));
        Assert.Null(await Beacon(bad, good).GetSignatureAsync(1000));
        Assert.Null(await Beacon(bad, bad).GetSignatureAsync(1000));
    }

    [Fact]
    public async Task Signature_RelaysThatContradictEachOther_AreNotBelieved()
    {
        await using var liar = await FakeRelay.StartAsync(Sound("b5" + Signature[2..]));
        await using var good = await FakeRelay.StartAsync();

        Assert.Null(await Beacon(good, liar, good).GetSignatureAsync(1000));
        Assert.Null(await Beacon(liar, good, good).GetSignatureAsync(1000));
    }

    [Fact]
    public async Task Signature_RelayThatIsAway_IsPassedOver()
    {
        await using var gone = await FakeRelay.StartAsync();
        var address = gone.Address;
        await gone.DisposeAsync();
        await using var good = await FakeRelay.StartAsync();

        Assert.NotNull(await Beacon([address, good.Address, good.Address]).GetSignatureAsync(1000));
    }

    [Fact]
    public async Task Signature_RelayThatNeverAnswers_IsGivenUpAfterItsTime()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var silent = await FakeRelay.StartAsync();
        silent.Answer = async (http, _) =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return null;
        };
        await using var good = await FakeRelay.StartAsync();

        var asking = Beacon(silent, good, good).GetSignatureAsync(1000);
        await reached.Task;
        Assert.Equal(0, good.Asked);
        await clock.AdvanceToAsync(clock.GetUtcNow().AddSeconds(10));

        Assert.Equal(Signature, Convert.ToHexStringLower((await asking)!));
    }

    [Fact]
    public async Task Signature_CancelledByTheCaller_Throws()
    {
        await using var relay = await FakeRelay.StartAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Beacon(relay, relay).GetSignatureAsync(1000, cancelled.Token));
    }

    [Fact]
    public async Task Signature_RoundNotDueOrNotThere_IsNullAndNotDueIsNotAskedFor()
    {
        await using var relay = await FakeRelay.StartAsync();
        var beacon = Beacon(relay, relay);

        Assert.Null(await beacon.GetSignatureAsync(0));
        Assert.Null(await beacon.GetSignatureAsync(beacon.RoundAt(clock.GetUtcNow()) + 1));
        Assert.Equal(0, relay.Asked);
        Assert.Null(await beacon.GetSignatureAsync(1001));
        Assert.Equal(2, relay.Asked);
    }

    [Theory]
    [InlineData(-100, 1)]
    [InlineData(0, 1)]
    [InlineData(0.001, 2)]
    [InlineData(3, 2)]
    [InlineData(3.5, 3)]
    [InlineData(2997, 1000)]
    public void RoundAt_IsTheFirstDueAtOrAfter(double seconds, long round)
    {
        var beacon = Beacon(Array.Empty<Uri>());

        Assert.Equal(round, beacon.RoundAt(Genesis.AddSeconds(seconds)));
        Assert.Equal(round, beacon.RoundAt(beacon.DueAt(round)));
        Assert.True(beacon.DueAt(round) >= Genesis.AddSeconds(seconds));
    }

    /// <summary>An answer whose randomness fits its signature.</summary>
    private static string Sound(string signature) => $$"""{"round":1000,"randomness":"{{FakeRelay.Randomness(signature)}}","signature":"{{signature}}"}""";

    private DrandBeacon Beacon(params FakeRelay[] relays) => Beacon([.. relays.Select(relay => relay.Address)]);

    private DrandBeacon Beacon(IReadOnlyList<Uri> relays) =>
        new(http, Options.Create(new DrandOptions { Relays = relays }), clock, NullLogger<DrandBeacon>.Instance);
}
