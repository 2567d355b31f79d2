using System.Text;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>Leaving while the batch is frozen.</summary>
public sealed class LastMomentTests
{
    [Fact]
    public async Task Leaving_WhileTheShardIsFrozen_NeverLeavesAnEntryWithoutItsCandidate()
    {
        var orders = new Interleavings(Candidates.Table, ParticipantKeys.Table);
        await using var harness = await PipelineHarness.StartAsync(decorate: orders.Watch);
        var number = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var batch = await harness.BatchAsync(number);
        var entered = 0;
        var tried = await orders.ExploreAsync(async run =>
        {
            var id = Assert.Single(await harness.JoinManyAsync(number, run, 1));
            var ticket = await harness.TicketOfAsync(id);
            return (
                async () => Assert.Equal(204, (await harness.AsAsync(id, "DELETE", "/api/me/batch")).Status),
                () => FreezeAsync(harness, number, ticket[..2]),
                async () =>
                {
                    var isEntry = (await PartAsync(harness, number, ticket[..2])).Contains(ticket, StringComparison.Ordinal);
                    entered += isEntry ? 1 : 0;
                    Assert.True(!isEntry || await harness.Get<Candidates>().FindAsync(number, ticket) is not null, $"order {run}");
                    Assert.Equal(AwardResult.Lost, await harness.Get<Awards>().AwardAsync(batch, ticket, calledUp: false));
                    await ReopenAsync(harness, number, ticket[..2]);
                });
        });

        Assert.True(tried > 100, $"{tried} orders");
        Assert.True(entered > 0, "No order had the ticket among the entries.");
    }

    [Fact]
    public async Task Winner_WhoseCandidateRowIsGone_MakesRoomForTheReserve()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces.AddMinutes(-1));
        var selected = Encoding.ASCII.GetString((await harness.Get<BatchFiles>().ReadAsync(batch, BatchFiles.Selected))!).Trim();
        await harness.Get<ITableStore>().CommitAsync(Candidates.Table, Candidates.Partition(batch, selected[..2]), [new TableWrite.Delete(selected)]);
        var reserve = (await harness.HoldersAsync(people)).Single(h => h.Key != selected).Value;
        await harness.AdvanceToAsync(BatchPlay.Announces);
        Assert.NotNull((await harness.BatchAsync(batch)).AwardedAt);
        Assert.Equal(batch, (await harness.FindAsync(reserve)).Award?.Batch);
    }

    private static async Task FreezeAsync(PipelineHarness harness, int batch, string shard)
    {
        var run = new ShardRun(batch, shard);
        for (PageOutcome outcome; (outcome = await harness.Get<Freezing>().RunAsync(run)).Next is not null;)
        {
            run = run with { After = outcome.Next };
        }
    }

    /// <summary>As before freezing, for the next order.</summary>
    private static async Task ReopenAsync(PipelineHarness harness, int batch, string shard)
    {
        await harness.Blobs.DeleteAsync(BatchFiles.Container, $"{batch}/{BatchFiles.Part(shard)}");
        await harness.Get<ITableStore>().CommitAsync(Candidates.Table, Candidates.Partition(batch, shard), [new TableWrite.Delete("x|closed")]);
    }

    private static async Task<string> PartAsync(PipelineHarness harness, int batch, string shard) =>
        Encoding.ASCII.GetString((await harness.Get<BatchFiles>().ReadAsync(batch, BatchFiles.Part(shard)))!);
}
