using Prakerja.Engine.Journal;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Instances;

/// <summary>Something addressed to one instance; handled in order of arrival.</summary>
internal abstract class InstanceItem
{
    /// <summary>Still handled while the engine is stopping.</summary>
    public virtual bool WhileStopping => false;

    public virtual void Attach(EngineCore core) { }

    /// <summary>The engine could not handle it: whoever waits is told.</summary>
    public virtual void Refuse(Exception reason) { }
}

/// <summary>
/// An item that somebody awaits the handling of. They go on in a work item of their own on the engine's scheduler: never inside
/// the instance's turn, and never elsewhere.
/// </summary>
internal abstract class InstanceRequest<T> : InstanceItem, IThreadPoolWorkItem
{
    private readonly TaskCompletionSource<T> reply = new();
    private EngineCore? engine;
    private Action? answer;

    public Task<T> Reply => reply.Task;

    public override void Attach(EngineCore core) => engine = core;

    public void Answer(T value) => Settle(() => reply.SetResult(value));

    public override void Refuse(Exception reason) => Settle(() => reply.SetException(reason));

    public void Execute()
    {
        answer!();
        engine!.Work.Exit();
    }

    /// <summary>The first answer counts.</summary>
    private void Settle(Action settle)
    {
        if (Interlocked.CompareExchange(ref answer, settle, null) is null)
        {
            engine!.Work.Enter();
            engine.Dispatcher.Post(this);
        }
    }
}

internal sealed class StartItem(string workflow, ReadOnlyMemory<byte> input) : InstanceRequest<StartOutcome>
{
    public string Workflow => workflow;

    public ReadOnlyMemory<byte> Input => input;
}

/// <summary>A parent's call; repeated after a crash, so it may find its child running or ended.</summary>
internal sealed class StartChildItem(string workflow, ReadOnlyMemory<byte> input, ParentLink parent) : InstanceItem
{
    public string Workflow => workflow;

    public ReadOnlyMemory<byte> Input => input;

    public ParentLink Parent => parent;
}

/// <param name="start">What to start when the instance is not running; null: then the event is refused.</param>
internal sealed class EventItem(string name, ReadOnlyMemory<byte> payload, StartItem? start) : InstanceRequest<bool>
{
    public string Name => name;

    public ReadOnlyMemory<byte> Payload => payload;

    public StartItem? Start => start;
}

/// <param name="parent">Set: only a child of that call is ended.</param>
internal sealed class TerminateItem(string reason, ParentLink? parent = null) : InstanceRequest<bool>
{
    public string Reason => reason;

    public ParentLink? Parent => parent;
}

internal sealed class PurgeItem : InstanceRequest<bool>;

/// <summary>An activity or child has come to an end; exactly one of output and error is set.</summary>
internal sealed class OutcomeItem(long run, int command, ReadOnlyMemory<byte> output, string? error, int attempt = 0, bool final = true) : InstanceItem
{
    public override bool WhileStopping => true;

    public long Run => run;

    public int Command => command;

    public ReadOnlyMemory<byte> Output => output;

    public string? Error => error;

    public int Attempt => attempt;

    public bool Final => final;
}

/// <summary>A due time has come, or the instance has to be taken up again.</summary>
internal sealed class WakeItem : InstanceItem;

/// <summary>The instance has been idle longest: leave memory unless something is going on.</summary>
internal sealed class EvictItem : InstanceItem;
