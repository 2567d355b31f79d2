using System.Globalization;
using Prakerja.Pipeline.Deadlines;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <summary>Watches the first purchase and the end of the balance: reminders 7 days and 1 day before, and a wake-up once the day has passed.</summary>
public sealed class TrainingDeadlines : ILegRule
{
    private static readonly int[] DaysBefore = [7, 1];

    /// <summary>When in the day reminders go out.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8);

    public int Order => 90;

    public ValueTask DecideAsync(ParticipantChange change)
    {
        if (change.Participant is { Award: { } award, BalanceClosedAt: null, State: ParticipantState.Selected or ParticipantState.Training or ParticipantState.Completed })
        {
            Watch(change, award);
            Remind(change, "first-purchase", award.FirstPurchaseBy, change.Participant.State == ParticipantState.Selected);
            Remind(change, "balance", new SchemeYear(award.Year).BalanceExpires, change.Participant.TrainingBalance > 0);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Enters the dates of a new award.</summary>
    private static void Watch(ParticipantChange change, Award award)
    {
        if (change.Participant.Watch?.Batch == award.Batch)
        {
            return;
        }

        change.Participant = change.Participant with { Watch = new TrainingWatch(award.Batch, []) };
        WakeAt(change, Wib.StartOf(new SchemeYear(award.Year).TrainingEnds.AddDays(1)), "training");
        foreach (var (what, day) in (ReadOnlySpan<(string, DateOnly)>)[("first-purchase", award.FirstPurchaseBy), ("balance", new SchemeYear(award.Year).BalanceExpires)])
        {
            WakeAt(change, Wib.StartOf(day.AddDays(1)), what);
            foreach (var days in DaysBefore)
            {
                WakeAt(change, ReminderAt(day, days), $"{what}-{days}");
            }
        }
    }

    /// <summary>Sends the latest reminder that is due; an earlier one that was missed is passed over.</summary>
    private static void Remind(ParticipantChange change, string what, DateOnly day, bool concerns)
    {
        var watch = change.Participant.Watch!;
        string[] due = [.. DaysBefore.Where(d => change.At >= ReminderAt(day, d)).Select(d => $"{what}-{d}")];
        string[] open = [.. due.Except(watch.Reminded, StringComparer.Ordinal)];
        if (open.Length == 0)
        {
            return;
        }

        change.Participant = change.Participant with { Watch = watch with { Reminded = [.. watch.Reminded, .. open] } };
        if (concerns && !Wib.HasPassed(day, change.At))
        {
            change.Notify($"deadline-{what}", ("at", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }
    }

    private static DateTimeOffset ReminderAt(DateOnly day, int daysBefore) => Wib.StartOf(day.AddDays(-daysBefore)) + Morning;

    private static void WakeAt(ParticipantChange change, DateTimeOffset at, string what)
    {
        if (at > change.At)
        {
            change.WakeAt(at, what);
        }
    }
}
