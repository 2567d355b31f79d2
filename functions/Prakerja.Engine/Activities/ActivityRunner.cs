using Prakerja.Engine.Instances;

namespace Prakerja.Engine.Activities;

/// <summary>Runs activities, so many at a time, first-in-first-out.</summary>
internal sealed class ActivityRunner(EngineCore core) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<ActivityJob> waiting = new();
    private readonly CancellationTokenSource abandoned = new();
    private int running;
    private bool stopped;

    /// <summary>Fires only when the engine is given up without waiting for what runs.</summary>
    public CancellationToken Abandoned => abandoned.Token;

    public void Enqueue(ActivityJob job)
    {
        lock (gate)
        {
            if (stopped)
            {
                return;
            }

            core.Work.Enter();
            if (running >= core.Options.MaxConcurrentActivities)
            {
                waiting.Enqueue(job);
                return;
            }

            running++;
            core.Active.Enter();
        }

        core.Dispatcher.Post(job);
    }

    /// <summary>A job has handed over its outcome; its place goes to the next.</summary>
    public void Leave()
    {
        ActivityJob? next;
        lock (gate)
        {
            if (!waiting.TryDequeue(out next))
            {
                running--;
            }
        }

        if (next is null)
        {
            core.Active.Exit();
        }
        else
        {
            core.Dispatcher.Post(next);
        }

        core.Work.Exit();
    }

    public void Stop()
    {
        lock (gate)
        {
            stopped = true;
            core.Work.Exit(waiting.Count);
            waiting.Clear();
        }
    }

    public void Abandon() => abandoned.Cancel();

    public void Dispose() => abandoned.Dispose();
}
