using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Budgets;

/// <summary>
/// Many actors over one store: their operations take place one at a time in an order of chance, some fail before and some after taking effect. Whoever sleeps
/// is woken, a minute later, when nobody else can go on. The same seed, the same run.
/// </summary>
internal sealed class ShuffledTables(ITableStore inner, int seed, double faults) : TimeProvider, ITableStore
{
    private readonly Random random = new(seed);
    private readonly List<TaskCompletionSource> ready = [];
    private readonly List<TaskCompletionSource> sleepers = [];
    private DateTimeOffset now = new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(7));
    private bool shuffles;

    /// <summary>How many operations there were.</summary>
    public int Steps { get; private set; }

    public int Faults { get; private set; }

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>All actors at once, until they have ended.</summary>
    public async Task RunAsync(IEnumerable<Func<Task>> actors)
    {
        // Without a context, whoever is let go runs on until the next operation.
        SynchronizationContext.SetSynchronizationContext(null);
        shuffles = true;
        var all = actors.Select(a => a()).ToArray();
        while (all.Any(a => !a.IsCompleted))
        {
            if (ready.Count == 0)
            {
                now += TimeSpan.FromSeconds(61);
                ready.AddRange(sleepers);
                sleepers.Clear();
            }

            var next = random.Next(ready.Count);
            var turn = ready[next];
            ready.RemoveAt(next);
            Steps++;
            turn.SetResult();
        }

        shuffles = false;
        await Task.WhenAll(all);
    }

    /// <summary>So many turns.</summary>
    public async Task WaitAsync(int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            await TurnAsync();
        }
    }

    public Task SleepAsync()
    {
        var turn = new TaskCompletionSource();
        sleepers.Add(turn);
        return turn.Task;
    }

    public async ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        await TurnAsync();
        return await inner.GetAsync(table, partition, row, cancellation);
    }

    public async Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        await TurnAsync();
        Fail();
        var result = await inner.CommitAsync(table, partition, writes, cancellation);
        Fail();
        return result;
    }

    public async Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
    {
        await TurnAsync();
        return await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
    }

    private Task TurnAsync()
    {
        if (!shuffles)
        {
            return Task.CompletedTask;
        }

        var turn = new TaskCompletionSource();
        ready.Add(turn);
        return turn.Task;
    }

    private void Fail()
    {
        if (shuffles && random.NextDouble() < faults)
        {
            Faults++;
            throw new StoreUnavailableException("By chance.");
        }
    }
}
