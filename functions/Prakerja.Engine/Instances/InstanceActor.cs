using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Instances;

/// <summary>One instance in memory: an inbox, and at most one turn at a time that empties it.</summary>
internal sealed class InstanceActor(string id, EngineCore core) : IThreadPoolWorkItem
{
    private readonly Lock gate = new();
    private readonly Instance instance = new(id, core);
    private List<InstanceItem> inbox = [];
    private bool active;
    private bool retired;

    public string Id => id;

    /// <summary>Its place among the idle; theirs to use.</summary>
    public LinkedListNode<InstanceActor>? IdleNode { get; set; }

    /// <summary>Null while nothing is known of it in memory.</summary>
    public WorkflowStatus? Status => instance.Status;

    /// <summary>False if it has left memory.</summary>
    public bool TryPost(InstanceItem item)
    {
        lock (gate)
        {
            if (retired)
            {
                return false;
            }

            inbox.Add(item);
            if (active)
            {
                return true;
            }

            active = true;
            core.Active.Enter();
        }

        core.Dispatcher.Post(this);
        return true;
    }

    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (Take() is { } items)
        {
            core.Idle.Remove(this);
            await HandleAsync(items);
            if (instance.MayLeaveMemory)
            {
                core.Idle.Add(this);
            }

            core.Work.Exit(items.Count);
        }

        core.Active.Exit();
    }

    /// <summary>
    /// Whatever goes wrong here is the journal (or this engine): memory may differ from what is durable, so it is dropped and
    /// rebuilt from the journal a little later.
    /// </summary>
    private async Task HandleAsync(List<InstanceItem> items)
    {
        try
        {
            await instance.HandleAsync(items);
        }
        catch (Exception exception)
        {
            core.Log.JournalFailed(new SafeException(exception), id);
            instance.Forget();
            items.ForEach(item => item.Refuse(exception));
            core.Timers.Set(id, core.Clock.GetUtcNow() + core.Options.JournalRetry);
        }
    }

    private List<InstanceItem>? Take()
    {
        lock (gate)
        {
            if (inbox.Count > 0)
            {
                var items = inbox;
                inbox = [];
                return items;
            }

            active = false;
            if (!instance.IsHot)
            {
                retired = true;
                core.Remove(this);
            }

            return null;
        }
    }
}
