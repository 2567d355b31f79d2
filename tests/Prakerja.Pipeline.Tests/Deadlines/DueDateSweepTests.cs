using Prakerja.Pipeline.Deadlines;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Deadlines;

public sealed class DueDateSweepTests
{
    [Fact]
    public async Task Sweep_OverARowOfNobodyReadable_StillWakesTheOthers()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("sari@example.id");
        var id = harness.IdOf(token);
        var shard = ParticipantKeys.Shard(id);
        var broken = shard + new string('0', 30);
        var before = (await harness.Get<ParticipantStore>().FindAsync(id))!.Wake;
        await harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, shard,
        [
            new TableWrite.Upsert(ParticipantKeys.Main(broken), "{"u8.ToArray()),
            new TableWrite.Upsert(DueDates.Row(harness.Now.AddMinutes(-2), broken, "a"), PipelineJson.Write(new DueDate(broken))),
            new TableWrite.Upsert(DueDates.Row(harness.Now.AddMinutes(-1), id, "b"), PipelineJson.Write(new DueDate(id))),
        ]);

        await harness.RunTimerAsync("due-dates");
        await harness.SettleAsync();

        Assert.Equal(before + 1, (await harness.Get<ParticipantStore>().FindAsync(id))!.Wake);
    }

    [Fact]
    public async Task Sweep_OfAShardThatCannotBeReached_StillWakesTheOthersAndSaysSo()
    {
        var trouble = new Trouble();
        await using var harness = await PipelineHarness.StartAsync(decorate: trouble.Watch);
        var id = harness.IdOf(await harness.LogInAsync("sari@example.id"));
        var before = (await harness.Get<ParticipantStore>().FindAsync(id))!.Wake;
        await harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(id),
            [new TableWrite.Upsert(DueDates.Row(harness.Now.AddMinutes(-1), id, "a"), PipelineJson.Write(new DueDate(id)))]);
        trouble.Shard = ParticipantKeys.Shards.First(s => s != ParticipantKeys.Shard(id));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.RunTimerAsync("due-dates"));
        trouble.Shard = null;
        await harness.SettleAsync();

        Assert.Equal(before + 1, (await harness.Get<ParticipantStore>().FindAsync(id))!.Wake);
    }

    [Fact]
    public async Task Sweep_OfManyShards_GoesOnInOthersWhileOneIsSlow()
    {
        var trouble = new Trouble();
        await using var harness = await PipelineHarness.StartAsync(decorate: trouble.Watch);
        trouble.Together = 16;

        await harness.RunTimerAsync("due-dates");

        Assert.InRange(trouble.Most, 16, 64);
    }

    /// <summary>One shard cannot be scanned; or scans are answered only once so many are under way.</summary>
    private sealed class Trouble : ITableStore
    {
        private readonly TaskCompletionSource together = new();
        private ITableStore inner = null!;
        private int underWay;

        public string? Shard { get; set; }

        public int Together { get; set; }

        public int Most { get; private set; }

        public Trouble Watch(ITableStore tables)
        {
            inner = tables;
            return this;
        }

        public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) => inner.GetAsync(table, partition, row, cancellation);

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default) =>
            inner.CommitAsync(table, partition, writes, cancellation);

        public async Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
        {
            if (partition == Shard)
            {
                throw new StoreUnavailableException("Throttled.", new TimeoutException());
            }

            Most = Math.Max(Most, ++underWay);
            if (underWay >= Together)
            {
                together.TrySetResult();
            }

            await together.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
            underWay--;
            return await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        }
    }
}
