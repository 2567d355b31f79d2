using Prakerja.Domain.Incentives;

namespace Prakerja.Domain.Tests.Incentives;

public sealed class PayoutTimingTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 31, 23, 59, 59, Wib.Offset);
    private static readonly DateTimeOffset January = new(2027, 1, 1, 0, 0, 0, Wib.Offset);

    [Theory]
    [InlineData(0, 600_000, null)]
    [InlineData(400_000, 600_000, null)]
    [InlineData(400_001, 600_000, "payment-limit")]
    [InlineData(1_000_000, 1, "payment-limit")]
    [InlineData(0, 1_000_001, "payment-too-large")]
    [InlineData(0, 700_001, "payment-too-large")]
    [InlineData(long.MaxValue, 1, "payment-limit")]
    public void Month_ThatIsFull_WaitsForTheNext(long sent, long amount, string? code)
    {
        var delay = PayoutTiming.DelayOf(new AccountUse(new AccountLimits(700_000, 1_000_000), null, null, sent), amount, Now);
        Assert.Equal((code, code == "payment-limit" ? January : null), (delay?.Code, delay?.Until));
    }

    [Fact]
    public void Delays_Several_TheLongestIsTold()
    {
        var use = new AccountUse(AccountLimits.None, Now.AddDays(2), Now.AddDays(1), 0);
        Assert.Equal(new PayoutDelay(PayoutTiming.CoolingOff, Now.AddDays(2)), PayoutTiming.DelayOf(use, 1, Now));
        Assert.Equal(new PayoutDelay(PayoutTiming.Limit, Now.AddDays(3)), PayoutTiming.DelayOf(use with { LimitedUntil = Now.AddDays(3) }, 1, Now));
        Assert.Null(PayoutTiming.DelayOf(use, 1, Now.AddDays(2)));
    }

    /// <summary>Whatever the account's past: looking again whenever told never sends beyond a month's limit, and never waits for ever.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Waiting_AsTold_StaysUnderTheLimitAndEnds(int seed)
    {
        // Seeded, so that a failure replays.
        var random = new Random(seed);
        for (var example = 0; example < 200; example++)
        {
            var limits = new AccountLimits(null, random.Next(1, 40) * 50_000);
            var (now, sent) = (Now.AddHours(random.Next(10_000)), new List<(DateTimeOffset At, long Amount)>());
            var cools = now.AddHours(random.Next(100));
            for (var payment = 0; payment < 20; payment++)
            {
                var amount = random.Next(1, (int)(limits.Month!.Value / 50_000) + 1) * 50_000L;
                for (var look = 0; PayoutTiming.DelayOf(UseAt(limits, cools, sent, now), amount, now) is { } delay; look++)
                {
                    Assert.True(delay.Until > now && look < 3);
                    now = delay.Until!.Value;
                }

                sent.Add((now, amount));
            }

            Assert.All(sent.GroupBy(s => (Wib.DateOf(s.At).Year, Wib.DateOf(s.At).Month)), month => Assert.True(month.Sum(s => s.Amount) <= limits.Month));
            Assert.All(sent, s => Assert.True(s.At >= cools));
        }
    }

    private static AccountUse UseAt(AccountLimits limits, DateTimeOffset cools, List<(DateTimeOffset At, long Amount)> sent, DateTimeOffset now) =>
        new(limits, cools, null, sent.Where(s => PayoutTiming.IsSameMonth(s.At, now)).Sum(s => s.Amount));
}
