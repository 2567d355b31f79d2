using System.Text;
using Prakerja.Engine.Journal;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Instances;

/// <summary>How runs begin and end.</summary>
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

        await BeginAsync(NewHeader(start.Workflow, start.Input, parent: null), []);
        start.Answer(StartOutcome.Started);
    }

    private async Task StartBySignalAsync(EventItem raised)
    {
        if (raised.Start is not { } start)
        {
            raised.Answer(false);
            return;
        }

        await BeginAsync(NewHeader(start.Workflow, start.Input, parent: null), []);
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
            await BeginAsync(NewHeader(child.Workflow, child.Input, child.Parent), []);
        }
    }

    private InstanceHeader NewHeader(string workflow, ReadOnlyMemory<byte> input, ParentLink? parent) => new()
    {
        Id = id,
        Run = core.Journal.NextRun(),
        Workflow = workflow,
        Version = core.Catalog.Latest(workflow).Version,
        StartedAt = Now(),
        Input = input,
        Parent = parent,
    };

    private async Task BeginAsync(InstanceHeader next, List<HistoryEntry> kept)
    {
        await core.Journal.WriteAsync(new JournalWrite(next, header?.Run, next.Run, 0, HistoryFormat.Write(kept)));
        header = next;
        sequence = kept.Count > 0 ? 1 : 0;
        Telemetry.Started.Add(1);
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

    /// <summary>Ends or renews the run while its code has come to an end.</summary>
    private async Task ConcludeAsync()
    {
        while (run is { HasEnded: true } ended && !core.Stopping)
        {
            await ConcludeAsync(ended);
        }
    }

    private Task ConcludeAsync(WorkflowRun ended)
    {
        var renewed = ended.Header with { Run = core.Journal.NextRun(), StartedAt = Now(), CustomStatus = ended.CustomStatus, ParkedUntil = null };
        return ended.Result switch
        {
            RunResult.ContinuedAsNew again => BeginAsync(
                renewed with { Input = again.Input },
                ended.UnconsumedEvents.Select(raised => raised with { At = renewed.StartedAt }).ToList<HistoryEntry>()),
            RunResult.Completed when ended.UnconsumedEvents.Count > 0 => BeginAsync(renewed, []),
            RunResult.Completed done => EndAsync(WorkflowState.Completed, Encoding.UTF8.GetString(done.Output), error: null),
            RunResult.Failed failed => FailAsync(failed),
            var other => throw new InvalidOperationException($"No such result: {other}."),
        };
    }

    private Task FailAsync(RunResult.Failed failed)
    {
        core.Log.InstanceFailed(id, header!.Workflow, header.Version);
        if (failed.NonDeterministic)
        {
            core.Log.NotDeterministic(id, failed.Error);
        }

        return EndAsync(WorkflowState.Failed, output: null, failed.Error, keepHistory: failed.NonDeterministic);
    }

    private async Task EndAsync(WorkflowState state, string? output, string? error, bool keepHistory = false)
    {
        var keeps = core.Options.KeepHistories || keepHistory;
        var ended = header! with
        {
            State = state,
            EndedAt = Now(),
            Output = output,
            Error = error,
            ParkedUntil = null,
            CustomStatus = run?.CustomStatus ?? header.CustomStatus,
            Input = keeps ? header.Input : default,
        };
        List<HistoryEntry> last = keeps ? [.. run?.Commands.TakeUnwritten() ?? [], new RunEnded(ended.EndedAt.Value, state, output, error)] : [];
        await core.Journal.WriteAsync(new JournalWrite(ended, keeps ? null : ended.Run, ended.Run, sequence, HistoryFormat.Write(last)));
        (header, run) = (ended, null);
        (state == WorkflowState.Completed ? Telemetry.Completed : Telemetry.Failed).Add(1);
        TellParent(ended);
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

    private void TellParent(InstanceHeader ended)
    {
        if (ended.Parent is { } parent)
        {
            var output = ended.State == WorkflowState.Completed ? Encoding.UTF8.GetBytes(ended.Output!) : default;
            Tell(parent, output, ended.State == WorkflowState.Completed ? null : ended.Error ?? ended.State.ToString());
        }
    }

    private void Tell(ParentLink parent, ReadOnlyMemory<byte> output, string? error) =>
        core.Post(parent.Id, new OutcomeItem(parent.Run, parent.Command, output, error));
}
