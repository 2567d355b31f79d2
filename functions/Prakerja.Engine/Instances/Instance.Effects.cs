using Prakerja.Engine.Activities;
using Prakerja.Engine.Journal;

namespace Prakerja.Engine.Instances;

/// <summary>Carrying out what the workflow's code asked for.</summary>
internal sealed partial class Instance
{
    /// <summary>After all items: nothing is left to do but to wait.</summary>
    private async Task SettleAsync()
    {
        if (run is not { } hot)
        {
            if (loaded && !IsRunning)
            {
                core.Timers.Set(id, null);
            }

            return;
        }

        if (hot.Commands.HasUnwritten && !HasActivityUnderWay(hot))
        {
            await WriteAsync(hot.Commands.TakeUnwritten());
        }

        CarryOut(hot);
        core.Timers.Set(id, EarliestDue(hot));
    }

    private static DateTimeOffset? EarliestDue(WorkflowRun hot) =>
        hot.Commands.Open.Where(command => !command.Settled).Min(command => command.Due);

    private void CarryOut(WorkflowRun hot)
    {
        var now = core.Clock.GetUtcNow();
        foreach (var command in hot.Commands.TakeFresh())
        {
            if (command is CallCommand call && !(call.Due > now))
            {
                call.Due = null;
                CarryOut(hot, call);
            }
        }
    }

    private void CarryOut(WorkflowRun hot, CallCommand call)
    {
        if (call.Kind == CommandKind.Activity)
        {
            core.Activities.Enqueue(new ActivityJob(core, id, hot.Header.Run, call));
        }
        else
        {
            core.Post(call.ChildId!, new StartChildItem(call.Name, call.Input, new ParentLink(id, hot.Header.Run, call.Index)));
        }
    }

    /// <summary>Leaves memory; what is durable says when it has to be back.</summary>
    private async Task EvictAsync()
    {
        if (!MayLeaveMemory)
        {
            return;
        }

        await SettleAsync();
        var hot = run!;
        var hasChildren = hot.Commands.Open.Any(command => command.Kind == CommandKind.Workflow);
        var away = header! with
        {
            CustomStatus = hot.CustomStatus,
            ParkedUntil = hasChildren ? null : EarliestDue(hot) ?? DateTimeOffset.MaxValue,
        };
        if (away != header)
        {
            await core.Journal.WriteAsync(new JournalWrite(away, DropRun: null, away.Run, sequence, default));
        }

        Forget();
    }
}
