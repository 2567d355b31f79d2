using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>
/// Between <see cref="Hold"/> and <see cref="Release"/> only what the test itself calls reaches the tables: workflows, which run on threads of their own, wait.
/// So what is true until a workflow has looked stays true for as long as the test wants.
/// </summary>
public sealed class HeldWorkflows
{
    private readonly AsyncLocal<bool> isTest = new();
    private TaskCompletionSource? held;

    /// <summary>From now on, and for the flow of execution that calls it (so it is not async).</summary>
    public void Hold()
    {
        isTest.Value = true;
        held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Release() => Interlocked.Exchange(ref held, null)?.SetResult();

    public ITableStore Watch(ITableStore inner) => new Tables(inner, this);

    private Task TurnAsync() => isTest.Value ? Task.CompletedTask : Volatile.Read(ref held)?.Task ?? Task.CompletedTask;

    private sealed class Tables(ITableStore inner, HeldWorkflows owner) : ITableStore
    {
        public async ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
        {
            await owner.TurnAsync();
            return await inner.GetAsync(table, partition, row, cancellation);
        }

        public async Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
        {
            await owner.TurnAsync();
            return await inner.CommitAsync(table, partition, writes, cancellation);
        }

        public async Task<TablePage> ScanAsync(
            string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
        {
            await owner.TurnAsync();
            return await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        }
    }
}
