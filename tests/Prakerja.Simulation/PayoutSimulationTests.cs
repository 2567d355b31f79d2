using Prakerja.Local.PayoutSimulation;

namespace Prakerja.Simulation.Tests;

/// <summary>A seeded slice of <c>payouts</c>: everything but its size is the command's.</summary>
public sealed class PayoutSimulationTests
{
    [Fact]
    public void Run_ACrashInEachPayout_PaysEverybodyOnceToTheRupiah()
    {
        var report = new PayoutRun(Count: 250, EveryStep: 0, Seed: 7, Workers: 2).Run((_, _) => { });

        Assert.Empty(report.Violations);
        Assert.InRange(report.Random.Struck, 250, 2_000);
        Assert.True(report.Random.Crashes >= 250, report.Text());
        Assert.True(report.Random.Behaviours.Count >= 6, report.Text());
    }

    [Fact]
    public void Run_ACrashAtEveryStep_PaysOnceWhereverItCame()
    {
        var report = new PayoutRun(Count: 0, EveryStep: 1, Seed: 7, Workers: 1, Payouts: 2).Run((_, _) => { });

        Assert.Empty(report.Violations);
        Assert.Equal(2, report.EveryStep.Payouts);
        Assert.True(report.EveryStep.Crashes >= 2 * 2 * 15, report.Text());
    }

    [Fact]
    public void World_Replayed_IsTheSame()
    {
        Assert.Equal(Replay(), Replay());

        static string Replay()
        {
            var found = new PayoutRun(Count: 1, EveryStep: 0, Seed: 3, Workers: 1, World: 5).Run((_, _) => { });
            return (found with { Took = TimeSpan.Zero }).Text();
        }
    }
}
