using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Me;

namespace Prakerja.Pipeline.Recoveries;

/// <param name="Amount">Whole Rupiah of this part.</param>
public sealed record InstalmentView(DateOnly DueBy, long Amount)
{
    public static IReadOnlyList<InstalmentView> Of(InstalmentPlan? plan)
    {
        (DateOnly Day, long Sum)[] parts = [.. plan?.Parts() ?? []];
        return [.. parts.Select((p, at) => new InstalmentView(p.Day, p.Sum - (at == 0 ? 0 : parts[at - 1].Sum)))];
    }
}

/// <summary>Money to be repaid, as the person sees it. Whole Rupiah.</summary>
/// <param name="Cause"><c>paid-twice</c>, <c>ineligible</c>.</param>
/// <param name="State">open, instalments, settled, writtenOff.</param>
/// <param name="Code">To be written as the reference of the transfer.</param>
/// <param name="Requested">Instalments asked for, while nobody has decided.</param>
public sealed record MyRecoveryView(
    string Id, string Cause, string State, long Amount, long Owed, DateOnly? DueBy, bool Overdue, string Code, IReadOnlyList<InstalmentView> Instalments, int? Requested)
{
    public static MyRecoveryView Of(string participant, RecoveryEntry entry, DateOnly today)
    {
        var (r, id) = (entry.Recovery, new RecoveryId(participant, entry.Recovery.Number));
        return new MyRecoveryView(
            $"{id}", r.Cause, r.State.Word(), r.Amount, r.Owed, r.NextDue, r.DaysOverdue(today) > 0, id.PayCode, InstalmentView.Of(r.Plan),
            entry.Proposal is { Act: RecoveryAct.Instalments } asked ? asked.Months : null);
    }
}

/// <param name="By">Name of the member of staff, or <c>participant</c>.</param>
public sealed record RecoveryProposalView(int Number, string Act, string By, DateTimeOffset At, string Reason, long? Amount, string? Provider, int? Instalments);

/// <summary>A recovery as finance sees it. Money in whole Rupiah.</summary>
/// <param name="What"><c>paid-twice</c>, <c>ineligible</c>.</param>
/// <param name="Reference">Of the payment it is about.</param>
/// <param name="DueBy">The next day by which something has to come back.</param>
/// <param name="Excess">Came in beyond what was owed and is still to be given back.</param>
/// <param name="Level">0 while in time; 1, 2 from 30 days overdue, 3 from 90.</param>
public sealed record RecoveryView(
    string Id, string What, string State, string Reference, string ParticipantId, long Amount, long Owed, long Repaid, long OffSet, long Returned, long WrittenOff, long Excess,
    string Code, DateTimeOffset OpenedAt, DateOnly? DueBy, int DaysOverdue, int Level, DateTimeOffset? ClosedAt, long AgeHours,
    IReadOnlyList<InstalmentView> Instalments, RecoveryProposalView? Proposal)
{
    public static RecoveryView Of(RecoveryRow row, DateTimeOffset now)
    {
        var (r, id, today) = (row.Entry.Recovery, new RecoveryId(row.Participant, row.Entry.Recovery.Number), Wib.DateOf(now));
        return new RecoveryView(
            $"{id}", r.Cause, r.State.Word(), r.Reference, row.Participant, r.Amount, r.Owed, r.Repaid, r.OffSet, r.Returned, r.WrittenOff, r.Excess, id.PayCode,
            r.OpenedAt, r.NextDue, r.DaysOverdue(today), r.LevelOn(today), r.ClosedAt, (long)((r.ClosedAt ?? now) - r.OpenedAt).TotalHours, InstalmentView.Of(r.Plan),
            Of(row.Participant, row.Entry.Proposal));
    }

    private static RecoveryProposalView? Of(string participant, RecoveryProposal? p) => p is null ? null : new RecoveryProposalView(
        p.Number, p.Act.Word(), p.By == participant ? "participant" : p.By, p.At, p.Reason, p.Amount == 0 ? null : p.Amount, p.Provider, p.Months == 0 ? null : p.Months);
}

/// <summary>What is to be repaid, and its day, on the dashboard.</summary>
public sealed class RecoveryDashboard : IDashboardPart
{
    public ValueTask FillAsync(DashboardDraft draft)
    {
        var today = Wib.DateOf(draft.Now);
        foreach (var entry in draft.Participant.Recoveries.Where(r => r.Recovery.State is not (RecoveryState.Proposed or RecoveryState.Dropped)))
        {
            draft.Recoveries.Add(MyRecoveryView.Of(draft.Participant.Id, entry, today));
            if (entry.Recovery.NextDue is { } due)
            {
                draft.Deadlines.Add(new DeadlineView("repayment", Wib.EndOf(due)));
            }
        }

        return ValueTask.CompletedTask;
    }
}
