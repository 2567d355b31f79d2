using Prakerja.Pipeline.Me;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <summary>Balance, purchases and training deadlines on the dashboard.</summary>
public sealed class TrainingDashboard : IDashboardPart
{
    public ValueTask FillAsync(DashboardDraft draft)
    {
        var participant = draft.Participant;
        if (participant.Award is not { } award)
        {
            return ValueTask.CompletedTask;
        }

        var firstPurchaseBy = participant.State == ParticipantState.Selected ? Wib.EndOf(award.FirstPurchaseBy) : (DateTimeOffset?)null;
        draft.Training = new TrainingView(participant.TrainingBalance, firstPurchaseBy, [.. participant.Purchases.Select(ViewOf)]);
        if (firstPurchaseBy is { } by)
        {
            draft.Deadlines.Add(new DeadlineView("firstPurchase", by));
        }

        if (participant.TrainingBalance > 0 && !participant.IsFinal)
        {
            draft.Deadlines.Add(new DeadlineView("balanceExpiry", Wib.EndOf(new SchemeYear(award.Year).BalanceExpires)));
        }

        return ValueTask.CompletedTask;
    }

    private static PurchaseView ViewOf(Purchase p) => new(
        p.RedeemCode, p.InvoiceCode, p.CourseCode, p.Title, p.ScheduleCode, p.Price, p.State.Word(), p.Sessions, p.Attended, p.BoughtAt,
        p.CompletedAt, p.CertificateNumber, p.Rating);
}
