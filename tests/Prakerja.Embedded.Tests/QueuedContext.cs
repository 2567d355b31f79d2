using System.Collections.Concurrent;

namespace Prakerja.Embedded.Tests;

/// <summary>Runs everything posted to it on the calling thread until the given work is done.</summary>
internal sealed class QueuedContext : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> posted = [];

    public override void Post(SendOrPostCallback d, object? state) => posted.Add((d, state));

    public Task RunAsync(Func<Task> work)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            var done = work();
            _ = done.ContinueWith(_ => posted.CompleteAdding(), TaskScheduler.Default);
            foreach (var (callback, state) in posted.GetConsumingEnumerable())
            {
                callback(state);
            }

            return done;
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }
}
