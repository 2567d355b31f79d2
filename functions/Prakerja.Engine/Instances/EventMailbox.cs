using Prakerja.Engine.Journal;

namespace Prakerja.Engine.Instances;

/// <summary>Events by name, first-in-first-out: those not yet asked for, and waits not yet answered.</summary>
internal sealed class EventMailbox
{
    private List<EventRaised>? kept;
    private List<Command>? waits;

    public IReadOnlyList<EventRaised> Kept => kept ?? [];

    /// <summary>The wait that the event answers; null: it is kept.</summary>
    public Command? Deliver(EventRaised raised)
    {
        var at = waits?.FindIndex(wait => wait.Name == raised.Name) ?? -1;
        if (at < 0)
        {
            Keep(raised);
            return null;
        }

        var wait = waits![at];
        waits.RemoveAt(at);
        return wait;
    }

    /// <summary>The event that answers the wait at once; null: it waits.</summary>
    public EventRaised? Await(Command wait)
    {
        var at = kept?.FindIndex(raised => raised.Name == wait.Name) ?? -1;
        if (at < 0)
        {
            (waits ??= []).Add(wait);
            return null;
        }

        var raised = kept![at];
        kept.RemoveAt(at);
        return raised;
    }

    /// <summary>Too late for any wait of this run.</summary>
    public void Keep(EventRaised raised) => (kept ??= []).Add(raised);

    public void GiveUp(Command wait) => waits?.Remove(wait);
}
