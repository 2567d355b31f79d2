using System.Globalization;
using Prakerja.Pipeline.Deadlines;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>Takes up what the ledger says is owed, reminds of each due day 7 days and 1 day before and on the day after, and keeps the list for finance.</summary>
public sealed class RecoveryRule(RecoveryBook book, RecoveryExcess excess, RecoveryIndex index) : ILegRule
{
    private const string Overdue = "overdue";
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8);
    private static readonly (string What, int Days)[] Reminders = [("7", -7), ("1", -1), (Overdue, 1)];

    /// <summary>Before incentives are paid, so that what is owed can be set off.</summary>
    public int Order => 790;

    public async ValueTask DecideAsync(ParticipantChange change)
    {
        await book.FoldAsync(change);
        await excess.GiveBackAsync(change);
        foreach (var entry in change.Participant.Recoveries.Where(r => r.Recovery.NextDue is not null))
        {
            Remind(change, Watch(change, entry));
        }
    }

    public async Task FollowUpAsync(Participant participant)
    {
        await index.MirrorAsync(participant);
        await excess.OpenCasesAsync(participant);
    }

    /// <summary>Enters the times of a due day that is new.</summary>
    private static RecoveryEntry Watch(ParticipantChange change, RecoveryEntry entry)
    {
        var due = entry.Recovery.NextDue!.Value;
        if (entry.Watched == due)
        {
            return entry;
        }

        foreach (var (what, days) in Reminders.Where(r => TimeOf(due, r.Days) > change.At))
        {
            change.WakeAt(TimeOf(due, days), $"recovery-{entry.Recovery.Number}-{what}");
        }

        var watched = entry with { Watched = due, Reminded = [] };
        change.Keep(watched);
        return watched;
    }

    /// <summary>The latest reminder that is due; an earlier one that was missed is passed over.</summary>
    private static void Remind(ParticipantChange change, RecoveryEntry entry)
    {
        var due = entry.Watched!.Value;
        string[] open = [.. Reminders.Where(r => change.At >= TimeOf(due, r.Days)).Select(r => r.What).Except(entry.Reminded, StringComparer.Ordinal)];
        if (open is not [.., var latest])
        {
            return;
        }

        change.Keep(entry with { Reminded = [.. entry.Reminded, .. open] });
        change.Notify(latest == Overdue ? "recovery-overdue" : "recovery-due",
            ("amount", RecoveryBook.Text(entry.Recovery.DueOn(due))), ("by", due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("code", new RecoveryId(change.Before.Id, entry.Recovery.Number).PayCode));
    }

    private static DateTimeOffset TimeOf(DateOnly due, int days) => Wib.StartOf(due.AddDays(days)) + Morning;
}
