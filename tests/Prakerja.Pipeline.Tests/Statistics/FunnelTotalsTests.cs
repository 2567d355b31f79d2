using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Statistics;

public sealed class FunnelTotalsTests
{
    [Fact]
    public async Task Requests_WithinAMinute_AreAnsweredFromOneLookAtTheShards()
    {
        var tables = new CountingTables();
        await using var harness = await PipelineHarness.StartAsync(decorate: tables.Count);
        foreach (var path in new[] { "/api/public/statistics", "/api/public/funnel", "/api/public/statistics?by=regency" })
        {
            Assert.Equal(200, (await harness.SendAsync("GET", path)).Status);
            await harness.AdvanceAsync(TimeSpan.FromSeconds(29));
        }

        Assert.Equal(256, tables.Scans);
        await harness.SendAsync("GET", "/api/public/funnel");
        Assert.Equal(512, tables.Scans);
    }

    [Fact]
    public async Task Requests_AtOnce_ShareOneLook()
    {
        var tables = new CountingTables { Gate = new TaskCompletionSource() };
        await using var harness = await PipelineHarness.StartAsync(decorate: tables.Count);
        var answers = Enumerable.Range(0, 20).Select(_ => harness.SendAsync("GET", "/api/public/funnel")).ToArray();
        tables.Gate.SetResult();
        Assert.All(await Task.WhenAll(answers), a => Assert.Equal(200, a.Status));
        Assert.Equal(256, tables.Scans);
    }

    [Fact]
    public async Task Count_WhileTheClockStands_IsSeenAtOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var before = await RegisteredAsync(harness);
        await harness.LogInAsync("siti@example.id");
        Assert.Equal((0, 1), (before, await RegisteredAsync(harness)));
    }

    [Fact]
    public async Task Look_ThatFailed_IsNotKept()
    {
        var tables = new CountingTables { Gate = new TaskCompletionSource() };
        await using var harness = await PipelineHarness.StartAsync(decorate: tables.Count);
        tables.Gate.SetException(new StoreUnavailableException());
        Assert.Equal(503, (await harness.SendAsync("GET", "/api/public/funnel")).Status);
        tables.Gate = null;
        Assert.Equal(200, (await harness.SendAsync("GET", "/api/public/funnel")).Status);
    }

    private static async Task<long> RegisteredAsync(PipelineHarness harness) =>
        (long)(await harness.SendAsync("GET", "/api/public/funnel")).Json["items"]!.AsArray().Single(i => (string)i!["milestone"]! == Milestones.Registered)!["count"]!;

    /// <summary>Counts the scans of counters, and holds them up behind a gate.</summary>
    private sealed class CountingTables : ITableStore
    {
        private ITableStore inner = null!;

        public int Scans { get; private set; }

        public TaskCompletionSource? Gate { get; set; }

        public CountingTables Count(ITableStore tables)
        {
            inner = tables;
            return this;
        }

        public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
            inner.GetAsync(table, partition, row, cancellation);

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default) =>
            inner.CommitAsync(table, partition, writes, cancellation);

        public async Task<TablePage> ScanAsync(
            string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
        {
            if (range.From == "s|")
            {
                Scans++;
                await (Gate?.Task ?? Task.CompletedTask);
            }

            return await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        }
    }
}
