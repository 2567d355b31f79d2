using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Matching;

/// <summary>Many references are read together, not one after the other.</summary>
public sealed class ReadsTogetherTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly string[] Named = [.. Enumerable.Range(1, 8).Select(number => PaymentReferences.Of("p", "k", number))];

    [Fact]
    public async Task Page_OfAStatement_IsAppliedManyLinesAtOnce()
    {
        Gate gate = null!;
        await using var harness = await PipelineHarness.StartAsync(decorate: tables => gate = new Gate(tables));
        gate.WaitsFor = Named.Length;
        StatementLine[] lines = [.. Named.Select(reference => new StatementLine(reference, 1_000, harness.Now))];

        var fates = await harness.Get<StatementBook>().TakeAsync(new StatementPage("bni", Day, "S1", lines, "fitri")).WaitAsync(Patience);

        Assert.Equal(Enumerable.Repeat(LineFate.Suspense, Named.Length), fates);
    }

    [Fact]
    public async Task Plan_OfANight_ReadsManyReferencesAtOnce()
    {
        Gate gate = null!;
        await using var harness = await PipelineHarness.StartAsync(decorate: tables => gate = new Gate(tables));
        foreach (var reference in Named)
        {
            await harness.Get<PaymentDays>().NoteAsync(reference);
        }

        gate.WaitsFor = Named.Length;
        var plan = await harness.Get<ReconciliationPlanning>().RunAsync(new ReconciliationRun(Day), CancellationToken.None).WaitAsync(Patience);

        Assert.Equal([Day.AddDays(-1), Day], plan.Days);
    }

    /// <summary>A read of a reference is answered once as many wait.</summary>
    private sealed class Gate(ITableStore inner) : ITableStore
    {
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int waiting;

        public int WaitsFor { get; set; }

        public async ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
        {
            if (table == PaymentReferences.Table && WaitsFor > 0)
            {
                if (Interlocked.Increment(ref waiting) >= WaitsFor)
                {
                    opened.TrySetResult();
                }

                await opened.Task;
            }

            return await inner.GetAsync(table, partition, row, cancellation);
        }

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default) =>
            inner.CommitAsync(table, partition, writes, cancellation);

        public Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default) =>
            inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
    }
}
