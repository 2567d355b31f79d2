namespace Prakerja.Pipeline.Ledger;

/// <summary>
/// One after the other for each name, in order of asking: what one process does to a hot row does not fail for its own sake. Others are met by ETags. On the
/// caller's context: whoever is next goes on where the one before has ended.
/// </summary>
internal sealed class Turns
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<TaskCompletionSource>> waiting = new(StringComparer.Ordinal);

    public async Task<T> RunAsync<T>(string name, Func<Task<T>> work)
    {
        await AskAsync(name);
        try
        {
            return await work();
        }
        finally
        {
            End(name);
        }
    }

    private Task AskAsync(string name)
    {
        lock (gate)
        {
            if (waiting.TryAdd(name, []))
            {
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource();
            waiting[name].Enqueue(turn);
            return turn.Task;
        }
    }

    private void End(string name)
    {
        TaskCompletionSource? next;
        lock (gate)
        {
            if (!waiting[name].TryDequeue(out next))
            {
                waiting.Remove(name);
            }
        }

        next?.SetResult();
    }
}
