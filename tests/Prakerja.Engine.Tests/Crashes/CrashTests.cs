using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Engine.Journal;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Crashes;

public sealed class CrashTests : EngineTest
{
    private const int Rounds = 100;
    private const int PerRound = 4;

    private readonly EffectLedger ledger = new();
    private DateTimeOffset now = EngineHost.Beginning;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public async Task Crashes_AtRandomWrites_EndAsIfThereWereNone(bool sqlite, int seed)
    {
        var random = new Random(seed);
        using var journal = Open(sqlite);
        var crashes = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            var crashing = new CrashingJournal(journal.Current, random.Next(1, 150), random.Next(2) == 0);
            await LiveAsync(crashing, round * PerRound, random.Next(2) == 0 ? 5 : 10_000);
            crashes += crashing.HasCrashed ? 1 : 0;
            journal.Reopen();
        }

        await LiveAsync(journal.Current, Rounds * PerRound, 10_000, days: 2);
        Assert.InRange(crashes, Rounds / 2, Rounds);
        Assert.Empty(ledger.Violations);
        await AssertSameAsWithoutCrashesAsync(journal.Current);
    }

    /// <summary>One process: sees to it that so many instances were started, and lets an hour (or days) pass unless it dies.</summary>
    private async Task LiveAsync(IJournal journal, int instances, int maxIdle, int days = 0)
    {
        var work = new WorkTracker();
        using var clock = new VirtualClock(now, work);
        var options = new EngineOptions { MaxIdleInstances = maxIdle, MaxConcurrentActivities = 16 };
        await using (var engine = new WorkflowEngine(new CrashWorkload(ledger).Catalog(), journal, clock, work, options, NullLoggerFactory.Instance))
        {
            if (journal is CrashingJournal mortal)
            {
                mortal.Died = () => _ = engine.DisposeAsync().AsTask();
            }

            await engine.StartAsync();
            await Task.WhenAll(Enumerable.Range(0, instances).Select(i => StartOnceAsync(engine, $"i{i}")));
            var until = now + (days > 0 ? TimeSpan.FromDays(days) : TimeSpan.FromHours(1));
            while (clock.GetUtcNow() < until && journal is not CrashingJournal { HasCrashed: true })
            {
                await clock.AdvanceToAsync(clock.GetUtcNow().AddMinutes(7));
            }

            now = clock.GetUtcNow();
        }

        await work.WhenIdleAsync();
    }

    /// <summary>A caller that was not told asks again; one that died with the process is not told either.</summary>
    private static async Task StartOnceAsync(WorkflowEngine engine, string id)
    {
        try
        {
            if (await engine.GetAsync(id) is null)
            {
                await engine.StartAsync(CrashWorkload.Main, id, new CrashWorkload.Order(id, 0));
            }
        }
        catch (Exception death) when (death is IOException or InvalidOperationException)
        {
            // The next process sees to it.
        }
    }

    private async Task AssertSameAsWithoutCrashesAsync(IJournal crashed)
    {
        var effects = ledger.Effects;
        var expected = await EndsOfCalmAsync();
        Assert.Equal(expected.Effects, effects);
        Assert.Empty(crashed.ReadRunning());
        foreach (var i in Enumerable.Range(0, Rounds * PerRound))
        {
            var (want, got) = (expected.Journal.Find($"i{i}")!, crashed.Find($"i{i}")!);
            Assert.Equal((WorkflowState.Completed, want.Output, null), (got.State, got.Output, got.Error));
        }
    }

    private static async Task<(IJournal Journal, IReadOnlyList<string> Effects)> EndsOfCalmAsync()
    {
        var calm = new CrashTests();
        var journal = new MemoryJournal();
        await calm.LiveAsync(journal, Rounds * PerRound, 10_000, days: 2);
        return (journal, calm.ledger.Effects);
    }
}
