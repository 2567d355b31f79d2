using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>
/// Passes everything on until a commit is armed as the point of a crash: from then on nothing is answered any more, as in a process that
/// was killed, until the harness restarts.
/// </summary>
public sealed class CrashingTables(ITableStore inner) : ITableStore
{
    private TaskCompletionSource crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int countdown;
    private bool after;

    /// <summary>Completes at the crash.</summary>
    public Task Crashed => crashed.Task;

    public int Commits { get; private set; }

    /// <param name="commits">The how-manieth commit from now.</param>
    /// <param name="afterCommit">Whether that commit still takes place.</param>
    public void CrashAt(int commits, bool afterCommit) => (countdown, after, crashed) = (commits, afterCommit, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public async ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        await LiveAsync();
        return await inner.GetAsync(table, partition, row, cancellation);
    }

    public async Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        await LiveAsync();
        Commits++;
        if (countdown > 0 && --countdown == 0)
        {
            if (after)
            {
                await inner.CommitAsync(table, partition, writes, cancellation);
            }

            crashed.TrySetResult();
            await LiveAsync();
        }

        return await inner.CommitAsync(table, partition, writes, cancellation);
    }

    public async Task<TablePage> ScanAsync(
        string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
    {
        await LiveAsync();
        return await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
    }

    private Task LiveAsync() => crashed.Task.IsCompleted ? new TaskCompletionSource().Task : Task.CompletedTask;
}
