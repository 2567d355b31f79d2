using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Prakerja.Engine.Activities;
using Prakerja.Engine.Instances;
using Prakerja.Engine.Journal;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine;

/// <summary>What all instances of one started engine share.</summary>
internal sealed class EngineCore : IDisposable
{
    private readonly ConcurrentDictionary<string, InstanceActor> actors = new(StringComparer.Ordinal);
    private volatile bool stopping;

    public EngineCore(WorkflowCatalog catalog, IJournal journal, TimeProvider clock, WorkTracker work, EngineOptions options, ILoggerFactory loggers)
    {
        Catalog = catalog;
        Journal = journal;
        Clock = clock;
        Work = work;
        Options = options;
        Log = loggers.CreateLogger("Prakerja.Engine");
        WorkflowLog = loggers.CreateLogger("Prakerja.Workflow");
        Dispatcher = new Dispatcher(options.Scheduler ?? SynchronizationContext.Current);
        Timers = new TimerQueue(clock, id => Post(id, new WakeItem()));
        Activities = new ActivityRunner(this);
        Idle = new IdleInstances(this);
        Steps = new SemaphoreSlim(options.MaxConcurrentSteps);
    }

    public WorkflowCatalog Catalog { get; }

    public IJournal Journal { get; }

    public TimeProvider Clock { get; }

    public WorkTracker Work { get; }

    /// <summary>What has to end before the engine has stopped.</summary>
    public WorkTracker Active { get; } = new();

    public EngineOptions Options { get; }

    public ILogger Log { get; }

    public ILogger WorkflowLog { get; }

    public Dispatcher Dispatcher { get; }

    public TimerQueue Timers { get; }

    public ActivityRunner Activities { get; }

    public IdleInstances Idle { get; }

    public SemaphoreSlim Steps { get; }

    public bool Stopping => stopping;

    /// <summary>Instances in memory.</summary>
    public int Count => actors.Count;

    public void Post(string id, InstanceItem item)
    {
        item.Attach(this);
        if (stopping && !item.WhileStopping)
        {
            item.Refuse(new InvalidOperationException("The workflow engine is stopping."));
            return;
        }

        Work.Enter();
        while (!actors.GetOrAdd(id, static (key, core) => new InstanceActor(key, core), this).TryPost(item))
        {
            // It left memory between look-up and delivery: the next look-up makes a new one.
        }
    }

    public InstanceActor? Find(string id) => actors.GetValueOrDefault(id);

    public void Remove(InstanceActor actor) => actors.TryRemove(new KeyValuePair<string, InstanceActor>(actor.Id, actor));

    public void Stop()
    {
        stopping = true;
        Timers.Dispose();
        Activities.Stop();
    }

    public void Dispose()
    {
        Stop();
        Steps.Dispose();
        Activities.Dispose();
    }
}
