using Prakerja.Domain.Incentives;

namespace Prakerja.Domain.Tests.Incentives;

public sealed class PayoutRunTests
{
    private const long Each = 600_000;
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly DateTimeOffset Morning = Wib.StartOf(Day).AddHours(8);

    [Fact]
    public void Take_UnderPaceAndLimit_IsNow()
    {
        var (run, place) = new PayoutRun("bni", Day, 10 * Each).Take(null, Each, 2, Morning);
        Assert.Equal((Morning, new RunTotal(1, Each)), (place!.Slot, run.Placed));
        Assert.Equal((run, place), run.Take(place, Each, 2, Morning.AddMinutes(5)));
    }

    [Fact]
    public void Take_FullMinute_IsTheNextFreeOne()
    {
        var run = new PayoutRun("bni", Day, 10 * Each);
        var slots = new List<DateTimeOffset?>();
        for (var n = 0; n < 5; n++)
        {
            (run, var place) = run.Take(null, Each, 2, Morning.AddSeconds(10));
            slots.Add(place!.Slot);
        }

        Assert.Equal([Morning.AddSeconds(10), Morning.AddSeconds(10), Morning.AddMinutes(1), Morning.AddMinutes(1), Morning.AddMinutes(2)], slots);
    }

    [Fact]
    public void Take_LastMinuteFull_HasNoPlaceInThisDay()
    {
        var late = Wib.EndOf(Day);
        var (run, _) = new PayoutRun("bni", Day, 10 * Each).Take(null, Each, 1, late);
        Assert.Equal((run, null), run.Take(null, Each, 1, late));
    }

    [Fact]
    public void Slot_NotUsedForLong_IsPacedAgain()
    {
        var (run, place) = new PayoutRun("bni", Day, 10 * Each).Take(null, Each, 1, Morning);
        (run, _) = run.Take(null, Each, 1, Morning.AddHours(1));
        (run, var again) = run.Take(place, Each, 1, Morning.AddHours(1));
        Assert.Equal((Morning.AddHours(1).AddMinutes(1), new RunTotal(2, 2 * Each)), (again!.Slot!.Value, run.Placed));
    }

    [Fact]
    public void Limit_Reached_IsHeldUntilTwoPeopleRelease()
    {
        var (run, _) = new PayoutRun("bni", Day, Each).Take(null, Each, 9, Morning);
        (run, var held) = run.Take(null, Each, 9, Morning);
        Assert.Null(held!.Slot);
        run = run.Propose("ani", Morning);
        (run, var later) = run.Take(null, Each, 9, Morning);
        Assert.Throws<InvalidOperationException>(() => run.Approve("ani", Morning));

        run = run.Approve("budi", Morning);
        Assert.Equal((2 * Each, 1), (run.Limit, run.Releases.Single().Count));
        (run, held) = run.Take(held, Each, 9, Morning);
        (run, later) = run.Take(later, Each, 9, Morning);
        Assert.Equal((Morning, null), (held!.Slot, later!.Slot));
        Assert.Equal((new RunTotal(2, 2 * Each), new RunTotal(1, Each), RunTotal.Zero), (run.Placed, run.Held, run.Released));
    }

    [Fact]
    public void Held_OnceAndNotReleased_StaysHeldThoughThereIsRoom()
    {
        var (run, first) = new PayoutRun("bni", Day, Each).Take(null, Each, 9, Morning);
        (run, var held) = run.Take(null, Each, 9, Morning);
        run = run.Leave(first!);
        Assert.Equal((run, held), run.Take(held, Each, 9, Morning));

        (run, var before) = run.Take(null, Each, 9, Morning, wasHeld: true);
        Assert.Null(before!.Slot);
        Assert.Equal(new RunTotal(2, 2 * Each), run.Held);
    }

    /// <summary>Any order of taking, repeating, leaving and releasing: totals are exact, no minute is over its pace, nothing is placed beyond what was allowed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Anything_InAnyOrder_KeepsTheTotals(int seed)
    {
        // Seeded, so that a failure replays.
        var random = new Random(seed);
        for (var example = 0; example < 50; example++)
        {
            var run = new PayoutRun("bni", Day, random.Next(1, 20) * Each);
            var (places, now, pace) = (new Dictionary<int, RunPlace>(), Morning, random.Next(1, 5));
            for (var step = 0; step < 200; step++)
            {
                now += TimeSpan.FromSeconds(random.Next(40));
                run = Step(run, places, random, pace, now);
                AssertTotals(run, places, pace);
            }
        }
    }

    private static PayoutRun Step(PayoutRun run, Dictionary<int, RunPlace> places, Random random, int pace, DateTimeOffset now)
    {
        var who = random.Next(60);
        switch (random.Next(10))
        {
            case 0 when places.Remove(who, out var place):
                return run.Leave(place);
            case 1:
                return run.Propose("ani", now);
            case 2 when run.Proposal is not null:
                return run.Approve("budi", now);
            case 3 when run.Proposal is not null:
                return run.Refuse();
            default:
                var (next, taken) = run.Take(places.GetValueOrDefault(who), Each, pace, now);
                if (taken is null)
                {
                    places.Remove(who);
                }
                else
                {
                    places[who] = taken;
                }

                return next;
        }
    }

    private static void AssertTotals(PayoutRun run, Dictionary<int, RunPlace> places, int pace)
    {
        Assert.Equal(TotalOf(places.Values.Where(p => p.Slot is not null)), run.Placed);
        var waiting = places.Values.Where(p => p.Slot is null).ToArray();
        Assert.Equal(TotalOf(waiting.Where(p => p.Round <= run.ReleasedRound)), run.Released);
        Assert.Equal(TotalOf(waiting.Where(p => p.Round > run.ReleasedRound)), run.Held.Plus(run.Proposed));
        Assert.True(run.Placed.Total + run.Released.Total <= run.Limit);
        Assert.All(places.Values.Where(p => p.Slot is not null).GroupBy(p => p.Slot!.Value.UtcTicks / TimeSpan.TicksPerMinute), minute => Assert.True(minute.Count() <= pace));
    }

    private static RunTotal TotalOf(IEnumerable<RunPlace> places) => places.Aggregate(RunTotal.Zero, (total, place) => total.Plus(place.Amount));
}
