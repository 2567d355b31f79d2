using Prakerja.Domain.Recoveries;

namespace Prakerja.Domain.Tests.Recoveries;

public sealed class RecoveryLifecycleTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 10, 0, 0, Wib.Offset);
    private static readonly Recovery Open = new(1, "paid-twice", "r", 600_000, At, Wib.DaysLater(Wib.DateOf(At), Recovery.DaysToRepay)) { State = RecoveryState.Open };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Recovery_AnyEventsInAnyOrder_OwesNeverBelowZeroAndAddsUp(int seed)
    {
        var dice = new Random(seed);
        var recovery = dice.Next(2) == 0 ? Open : Open with { State = RecoveryState.Proposed };
        var (came, owes) = (0L, recovery.IsOwed);
        for (var step = 0; step < 30; step++)
        {
            var happened = Some(dice);
            if (!RecoveryLifecycle.Next(recovery, happened, At.AddDays(step)).TryGet(out var next, out _))
            {
                continue;
            }

            came += happened switch
            {
                RecoveryEvent.Repaid r => r.Amount,
                RecoveryEvent.OffSet o => o.Amount,
                RecoveryEvent.Returned r => r.Amount,
                RecoveryEvent.WrittenOff => recovery.Owed,
                _ => 0,
            };
            owes |= next.IsOwed;
            recovery = next;
            Assert.InRange(recovery.Owed, 0, recovery.Amount);
            Assert.Equal(came, recovery.CameBack + recovery.Excess);
            Assert.Equal(owes ? recovery.Amount - recovery.CameBack : 0, recovery.Owed);
            Assert.Equal(recovery.Owed == 0, recovery.State is not (RecoveryState.Open or RecoveryState.Instalments));
            Assert.Equal(recovery.IsOwed, recovery.NextDue is not null);
            Assert.InRange(recovery.DueOn(new DateOnly(2027, 12, 31)), recovery.Owed, recovery.Owed);
        }
    }

    [Fact]
    public void Plan_OfThreeMonths_IsDueOnTheSameDayClampedWithTheRemainderLast()
    {
        var agreed = Next(Open with { Amount = 100_000 }, new RecoveryEvent.PlanAgreed(3, new DateOnly(2026, 1, 31)));
        Assert.Equal(
            [(new DateOnly(2026, 2, 28), 33_333L), (new DateOnly(2026, 3, 31), 66_666), (new DateOnly(2026, 4, 30), 100_000)], agreed.Plan!.Parts());
        Assert.Equal((0, 33_333, 100_000), (agreed.DueOn(new(2026, 2, 27)), agreed.DueOn(new(2026, 2, 28)), agreed.DueOn(new(2026, 4, 30))));

        var paid = Next(agreed, new RecoveryEvent.Repaid(33_333));
        Assert.Equal((new DateOnly(2026, 3, 31), 0L), (paid.NextDue, paid.DueOn(new(2026, 3, 30))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(-1)]
    public void Plan_OfTooFewOrTooManyMonths_IsRefused(int months) =>
        Assert.False(RecoveryLifecycle.Next(Open, new RecoveryEvent.PlanAgreed(months, new DateOnly(2026, 1, 31)), At).IsOk);

    [Fact]
    public void Claim_Approved_IsOwedForSixtyDaysFromThen()
    {
        var approved = Next(Open with { State = RecoveryState.Proposed }, new RecoveryEvent.Approved());
        Assert.Equal((600_000, new DateOnly(2026, 4, 1)), (approved.Owed, approved.NextDue));
        Assert.Equal((0, 1, 2, 3), (approved.LevelOn(new(2026, 4, 1)), approved.LevelOn(new(2026, 4, 2)), approved.LevelOn(new(2026, 5, 1)), approved.LevelOn(new(2026, 6, 30))));
    }

    [Fact]
    public void Money_BeyondWhatIsOwed_IsExcess()
    {
        var settled = Next(Next(Open, new RecoveryEvent.OffSet(500_000)), new RecoveryEvent.Returned(600_000));
        Assert.Equal((RecoveryState.Settled, 0, 500_000, 100_000, 500_000), (settled.State, settled.Owed, settled.OffSet, settled.Returned, settled.Excess));
    }

    private static Recovery Next(Recovery recovery, RecoveryEvent happened) => RecoveryLifecycle.Next(recovery, happened, At).Value;

    private static RecoveryEvent Some(Random dice) => dice.Next(7) switch
    {
        0 => new RecoveryEvent.Approved(),
        1 => new RecoveryEvent.Refused(),
        2 => new RecoveryEvent.OffSet(dice.Next(-1, 300_000)),
        3 => new RecoveryEvent.Returned(dice.Next(-1, 700_000)),
        4 => new RecoveryEvent.PlanAgreed(dice.Next(14), new DateOnly(2026, 2, 1)),
        5 when dice.Next(4) == 0 => new RecoveryEvent.WrittenOff(),
        _ => new RecoveryEvent.Repaid(dice.Next(-1, 200_000)),
    };
}
