using System.Runtime.ExceptionServices;

namespace Prakerja.Pipeline.Participants;

/// <summary>Bounded concurrency on the caller's context: no thread pool, so the simulator drives it too.</summary>
internal static class AtOnce
{
    /// <summary>Works on the items in order, so many of them at a time. One's failure keeps no other from its turn; the first failure is thrown at the end.</summary>
    public static async Task ForEachAsync<T>(int most, IEnumerable<T> items, Func<T, Task> work, CancellationToken cancellation)
    {
        var waiting = new Queue<T>(items);
        var failures = new List<Exception>();
        async Task WorkAsync()
        {
            while (!cancellation.IsCancellationRequested && TryTake(waiting, out var item))
            {
                try
                {
                    await work(item);
                }
#pragma warning disable CA1031 // Thrown below, once the others have had their turn.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    lock (failures)
                    {
                        failures.Add(e);
                    }
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, most).Select(_ => WorkAsync()));
        cancellation.ThrowIfCancellationRequested();
        if (failures is [var first, ..])
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    private static bool TryTake<T>(Queue<T> waiting, out T item)
    {
        lock (waiting)
        {
            return waiting.TryDequeue(out item!);
        }
    }
}
