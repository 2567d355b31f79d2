using Prakerja.Engine.Journal;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Instances;

/// <summary>
/// What one instance does with its items: first the journal, then the workflow's code, then what the code asked for.
/// Used by one turn at a time.
/// </summary>
internal sealed partial class Instance(string id, EngineCore core)
{
    private bool loaded;
    private InstanceHeader? header;
    private WorkflowRun? run;
    private int sequence;

    /// <summary>Running, in memory.</summary>
    public bool IsHot => run is not null;

    /// <summary>Nothing of it is under way in this process but waiting.</summary>
    public bool MayLeaveMemory => run is { } hot && !HasActivityUnderWay(hot);

    /// <summary>Read by other threads; null while nothing durable is known in memory.</summary>
    public WorkflowStatus? Status => run is { } hot && header is { } known ? known.ToStatus() with { CustomStatus = hot.CustomStatus } : null;

    private bool IsRunning => header is { State: WorkflowState.Running };

    public async Task HandleAsync(List<InstanceItem> items)
    {
        var pending = new List<HistoryEntry>();
        var delivered = new List<EventItem>();
        foreach (var item in items)
        {
            await EnsureLoadedAsync();
            if (IsRunning && Accept(item, pending, delivered))
            {
                continue;
            }

            await AppendAsync(pending, delivered);
            await ConcludeAsync();
            await HandleLifecycleAsync(item);
            await ConcludeAsync();
        }

        await AppendAsync(pending, delivered);
        await ConcludeAsync();
        await SettleAsync();
    }

    /// <summary>Drops what is in memory; the journal knows.</summary>
    public void Forget() => (loaded, header, run, sequence) = (false, null, null, 0);

    private static bool HasActivityUnderWay(WorkflowRun hot) =>
        hot.Commands.Open.Any(command => command is { Kind: CommandKind.Activity, Due: null });

    private async Task EnsureLoadedAsync()
    {
        if (loaded)
        {
            return;
        }

        header = core.Journal.Find(id);
        loaded = true;
        if (!IsRunning)
        {
            return;
        }

        var chunks = core.Journal.ReadHistory(header!.Run);
        sequence = chunks.Count;
        if (core.Catalog.Find(header.Workflow, header.Version) is not { } binding)
        {
            core.Log.Suspended(id, header.Workflow, header.Version);
            return;
        }

        var replayed = NewRun(header, binding);
        await StepAsync(() => replayed.Replay(HistoryFormat.Read(chunks)));
        run = replayed;
        await ConcludeAsync();
    }

    /// <summary>Makes the entries durable, then lets the workflow see them one by one.</summary>
    private async Task AppendAsync(List<HistoryEntry> pending, List<EventItem> delivered)
    {
        if (pending.Count == 0)
        {
            return;
        }

        List<HistoryEntry> unwritten = run?.Commands.TakeUnwritten() ?? [];
        await WriteAsync([.. unwritten, .. pending]);
        delivered.ForEach(item => item.Answer(true));
        if (run is { } hot)
        {
            await StepAsync(() => pending.ForEach(hot.Apply));
        }

        pending.Clear();
        delivered.Clear();
    }

    private WorkflowRun NewRun(InstanceHeader begun, WorkflowBinding binding) =>
        new(begun, binding, core.Catalog, core.WorkflowLog, () => core.Post(id, new WakeItem()));

    private async Task StepAsync(Action step)
    {
        await core.Steps.WaitAsync();
        try
        {
            step();
        }
        finally
        {
            core.Steps.Release();
        }
    }

    private async Task WriteAsync(List<HistoryEntry> entries)
    {
        var unparked = header!.ParkedUntil is null ? null : header with { ParkedUntil = null };
        await core.Journal.WriteAsync(new JournalWrite(unparked, DropRun: null, header.Run, sequence, HistoryFormat.Write(entries)));
        sequence++;
        header = unparked ?? header;
    }

    /// <summary>Time of what happens now; never earlier than what the run has seen.</summary>
    private DateTimeOffset Now()
    {
        var now = core.Clock.GetUtcNow();
        var seen = run?.Now ?? header?.StartedAt ?? now;
        return now > seen ? now : seen;
    }
}
