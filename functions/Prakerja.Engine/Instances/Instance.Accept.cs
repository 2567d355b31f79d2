using Prakerja.Engine.Journal;

namespace Prakerja.Engine.Instances;

/// <summary>Turning items into history.</summary>
internal sealed partial class Instance
{
    /// <summary>True if the item is dealt with by <paramref name="pending"/> entries, or is none of the run's business.</summary>
    private bool Accept(InstanceItem item, List<HistoryEntry> pending, List<EventItem> delivered)
    {
        switch (item)
        {
            case EventItem raised:
                pending.Add(new EventRaised(Now(), raised.Name, new RawJson(raised.Payload)));
                delivered.Add(raised);
                return true;
            case OutcomeItem outcome:
                AcceptOutcome(outcome, pending);
                return true;
            case WakeItem:
                AcceptDue(pending);
                return true;
            default:
                return false;
        }
    }

    private void AcceptOutcome(OutcomeItem outcome, List<HistoryEntry> pending)
    {
        if (run?.Header.Run != outcome.Run || run.Commands.FindOpen(outcome.Command) is not { Settled: false } command)
        {
            return;
        }

        command.Settled = true;
        pending.Add(outcome switch
        {
            { Error: null } => new CommandCompleted(Now(), command.Index, new RawJson(outcome.Output)),
            { Final: true } => new CommandFailed(Now(), command.Index, outcome.Error),
            _ => new AttemptFailed(Now(), command.Index, outcome.Attempt, outcome.Error),
        });
    }

    private void AcceptDue(List<HistoryEntry> pending)
    {
        run?.FailIfStrayed();
        var now = core.Clock.GetUtcNow();
        IReadOnlyCollection<Command> open = run?.Commands.Open ?? [];
        foreach (var command in open.Where(c => c.Due <= now && !c.Settled).OrderBy(c => (c.Due, c.Index)).ToList())
        {
            if (command is CallCommand)
            {
                run!.Commands.Again(command);
                continue;
            }

            command.Settled = true;
            pending.Add(new TimerFired(Now(), command.Index));
        }
    }
}
