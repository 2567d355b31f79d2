using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>
/// Runs two actors over one table store in every order of their operations: each operation on the tables watched waits until the schedule lets its actor
/// take one step. Orders are tried depth first; every run is made anew from what <c>start</c> returns.
/// </summary>
public sealed class Interleavings(params string[] watched)
{
    private readonly AsyncLocal<Actor?> current = new();

    /// <summary>Only orders that leave an actor for the other one so often before it has ended: two find all but the rarest races, and long acts have few such orders.</summary>
    public int MaxSwitches { get; init; } = int.MaxValue;

    /// <summary>A store whose operations wait for their turn; those of nobody in particular pass.</summary>
    public ITableStore Watch(ITableStore inner) => new Watched(inner, this);

    /// <summary>A step of whoever calls it, for what is no operation on a table.</summary>
    public Task StepAsync() => current.Value?.WaitAsync() ?? Task.CompletedTask;

    /// <param name="start">The two actors of one run, not started yet, and what must hold after both have ended.</param>
    /// <returns>How many orders there were.</returns>
    public async Task<int> ExploreAsync(Func<int, Task<(Func<Task> First, Func<Task> Second, Func<Task> Check)>> start)
    {
        var schedule = new List<int>();
        for (var run = 1; ; run++)
        {
            var (first, second, check) = await start(run);
            var options = await RunAsync(schedule, first, second);
            await check();
            var last = options.FindLastIndex(o => o.Taken + 1 < o.Ready);
            if (last < 0)
            {
                return run;
            }

            schedule = [.. options.Take(last).Select(o => o.Taken), options[last].Taken + 1];
        }
    }

    /// <summary>Follows the schedule, then always the first that is ready.</summary>
    private async Task<List<(int Taken, int Ready)>> RunAsync(List<int> schedule, params Func<Task>[] acts)
    {
        var actors = acts.Select(_ => new Actor()).ToArray();
        for (var i = 0; i < actors.Length; i++)
        {
            actors[i].Done = BeginAsync(actors[i], acts[i]);
        }

        var steps = new List<(int Taken, int Ready)>();
        var (last, switches) = ((Actor?)null, 0);
        while (true)
        {
            foreach (var actor in actors)
            {
                await Task.WhenAny(actor.Done, actor.Waiting);
            }

            var ready = actors.Where(a => !a.Done.IsCompleted).ToArray();
            if (ready.Length == 0)
            {
                await Task.WhenAll(actors.Select(a => a.Done));
                return steps;
            }

            if (switches >= MaxSwitches && ready.Contains(last))
            {
                ready = [last!];
            }

            var taken = steps.Count < schedule.Count ? schedule[steps.Count] : 0;
            steps.Add((taken, ready.Length));
            switches += last is not null && last != ready[taken] && ready.Contains(last) ? 1 : 0;
            last = ready[taken];
            last.Step();
        }
    }

    private async Task BeginAsync(Actor actor, Func<Task> act)
    {
        current.Value = actor;
        await act();
    }

    private Task TurnAsync(string table) => current.Value is { } actor && watched.Contains(table, StringComparer.Ordinal) ? actor.WaitAsync() : Task.CompletedTask;

    private sealed class Actor
    {
        private TaskCompletionSource waiting = new();
        private TaskCompletionSource turn = new();

        public Task Done { get; set; } = Task.CompletedTask;

        public Task Waiting => waiting.Task;

        public Task WaitAsync()
        {
            turn = new TaskCompletionSource();
            var mine = turn.Task;
            waiting.TrySetResult();
            return mine;
        }

        public void Step()
        {
            waiting = new TaskCompletionSource();
            turn.SetResult();
        }
    }

    private sealed class Watched(ITableStore inner, Interleavings order) : ITableStore
    {
        public async ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
        {
            await order.TurnAsync(table);
            return await inner.GetAsync(table, partition, row, cancellation);
        }

        public async Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
        {
            await order.TurnAsync(table);
            return await inner.CommitAsync(table, partition, writes, cancellation);
        }

        public async Task<TablePage> ScanAsync(
            string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
        {
            await order.TurnAsync(table);
            return await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        }
    }
}
