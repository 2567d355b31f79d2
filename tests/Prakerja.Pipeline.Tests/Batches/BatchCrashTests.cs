using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>A crash at any commit of the batch's life, before or after it is durable, then a restart, ends as no crash does.</summary>
public sealed class BatchCrashTests
{
    private const int People = 8;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Batch_CrashedAnywhere_EndsTheSame(bool afterCommit)
    {
        var (expected, commits) = await PlayAsync(0, afterCommit);
        Assert.True(commits > 200);
        // Most commits close one of 256 like shards; all the others are crashed at.
        var points = Enumerable.Range(1, commits).Where(i => i < 4 || i > 240 || i % 40 == 0);
        foreach (var point in points)
        {
            Assert.Equal((point, expected), (point, (await PlayAsync(point, afterCommit)).End));
        }
    }

    /// <summary>The end state, and how many commits the run from closing to the end took.</summary>
    private static async Task<(string End, int Commits)> PlayAsync(int crashAt, bool afterCommit)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2, ["31.71"] = 1 }, reserves: 1);
        var people = await harness.JoinManyAsync(batch, 1, People, n => n % 2 == 0 ? "32.73" : "31.71");
        await harness.SettleAsync();
        harness.World.Exclusions[Harness.People.NikOf(3)] = new(true, Student: true);
        var before = harness.Tables.Commits;
        if (crashAt > 0)
        {
            harness.Tables.CrashAt(crashAt, afterCommit);
            await Task.WhenAny(harness.AdvanceToAsync(BatchPlay.Announces), harness.Tables.Crashed);
            await harness.RestartAsync();
        }

        await harness.AdvanceToAsync(BatchPlay.Announces);
        var commits = harness.Tables.Commits - before;
        await harness.RunTimerAsync("outbox-sweep");
        Assert.Equal(BatchState.Announced, (await harness.BatchAsync(batch)).State);
        await harness.RecomputeAsync(batch, previous: null);
        return (string.Join('|', (await Task.WhenAll(people.Select(id => DescribeAsync(harness, id)))).CountBy(p => p).Select(p => $"{p.Value}x {p.Key}").Order()), commits);
    }

    /// <summary>Who wins follows from keys made anew after a crash; how many, and what each of them has, does not.</summary>
    private static async Task<string> DescribeAsync(PipelineHarness harness, string id)
    {
        var found = await harness.FindAsync(id);
        var awards = (await harness.Get<LedgerReader>().AllAsync(id)).Count(t => t.Kind == "award");
        return $"{found.State} card={found.Award is not null} awards={awards} notes={found.Notes} legs={found.Wake == found.Leg} messages={harness.World.Messages.Count(m => m.To == AddressOf(id))}";
    }

    private static string AddressOf(string id) => $"p{Enumerable.Range(1, People).First(n => Harness.People.IdOf(n) == id)}@example.id";
}
