using Prakerja.Engine.Journal;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Instances;

/// <summary>What callers and parents ask for: begin, end, remove.</summary>
internal sealed partial class Instance
{
    private Task HandleLifecycleAsync(InstanceItem item) => item switch
    {
        StartItem start => StartAsync(start),
        StartChildItem child => StartChildAsync(child),
        EventItem raised => StartBySignalAsync(raised),
        TerminateItem terminate => TerminateAsync(terminate),
        PurgeItem purge => PurgeAsync(purge),
        EvictItem => EvictAsync(),
        _ => Task.CompletedTask,
    };

    private async Task StartAsync(StartItem start)
    {
        if (IsRunning)
        {
            start.Answer(StartOutcome.AlreadyRunning);
            return;
        }

        await BeginNewAsync(start.Workflow, start.Input, parent: null);
        start.Answer(StartOutcome.Started);
    }

    private async Task StartBySignalAsync(EventItem raised)
    {
        if (raised.Start is not { } start)
        {
            raised.Answer(false);
            return;
        }

        await BeginNewAsync(start.Workflow, start.Input, parent: null);
        raised.Answer(true);
    }

    private async Task StartChildAsync(StartChildItem child)
    {
        if (header?.Parent == child.Parent)
        {
            if (!IsRunning)
            {
                TellParent(header);
            }
        }
        else if (IsRunning)
        {
            Tell(child.Parent, default, $"instance '{id}' is already running");
        }
        else if (core.Catalog.Workflows.All(workflow => workflow.Name != child.Workflow))
        {
            Tell(child.Parent, default, $"this build has no workflow '{child.Workflow}'");
        }
        else
        {
            await BeginNewAsync(child.Workflow, child.Input, child.Parent);
        }
    }

    private async Task BeginNewAsync(string workflow, ReadOnlyMemory<byte> input, ParentLink? parent)
    {
        var next = new InstanceHeader
        {
            Id = id,
            Run = core.Journal.NextRun(),
            Workflow = workflow,
            Version = core.Catalog.Latest(workflow).Version,
            StartedAt = Now(),
            Input = input,
            Parent = parent,
        };
        await BeginAsync(next, []);
        Telemetry.Started.Add(1);
    }

    private async Task BeginAsync(InstanceHeader next, List<HistoryEntry> kept)
    {
        await core.Journal.WriteAsync(new JournalWrite(next, header?.Run, next.Run, 0, HistoryFormat.Write(kept)));
        header = next;
        sequence = kept.Count > 0 ? 1 : 0;
        if (core.Catalog.Find(next.Workflow, next.Version) is not { } binding)
        {
            run = null;
            return;
        }

        var begun = NewRun(next, binding);
        await StepAsync(() => Begin(begun, kept));
        run = begun;
    }

    private static void Begin(WorkflowRun begun, List<HistoryEntry> kept)
    {
        begun.Start();
        foreach (var entry in kept)
        {
            begun.Apply(entry);
        }
    }

    private async Task TerminateAsync(TerminateItem terminate)
    {
        if (!IsRunning || (terminate.Parent is not null && header!.Parent != terminate.Parent))
        {
            terminate.Answer(false);
            return;
        }

        var children = run?.Commands.Open.OfType<CallCommand>().Where(call => call.Kind == CommandKind.Workflow) ?? [];
        foreach (var child in children.OrderBy(call => call.Index).ToList())
        {
            var item = new TerminateItem(terminate.Reason, new ParentLink(id, header!.Run, child.Index));
            core.Post(child.ChildId!, item);
            await item.Reply;
        }

        await EndAsync(WorkflowState.Terminated, output: null, terminate.Reason);
        terminate.Answer(true);
    }

    private async Task PurgeAsync(PurgeItem purge)
    {
        if (header is null || IsRunning)
        {
            purge.Answer(false);
            return;
        }

        await core.Journal.PurgeAsync(id, header.Run);
        header = null;
        purge.Answer(true);
    }
}
