using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <summary>
/// Ends the training balance: after 15 December of the award's year, or when the award is lost or given up. Courses under way are still paid for; ones
/// that nobody took up are revoked with a lost award.
/// </summary>
public sealed class BalanceRule(TrainingMoney money) : ILegRule
{
    public int Order => 110;

    public async ValueTask DecideAsync(ParticipantChange change)
    {
        if (change.Participant is not { Award: { } award, BalanceClosedAt: null })
        {
            return;
        }

        var lost = change.Participant.State is ParticipantState.Revoked or ParticipantState.Withdrawn;
        var voided = 0L;
        if (lost)
        {
            foreach (var purchase in change.Participant.Purchases.Where(p => p.State == PurchaseState.Bought).ToArray())
            {
                change.Replace(purchase with { State = PurchaseState.Revoked, CancelledAt = change.At });
                await money.VoidAsync(change, purchase);
                PartnerFeed.Tell(change, purchase, "revoked");
                voided += purchase.Price;
            }
        }

        if (lost || Wib.HasPassed(new SchemeYear(award.Year).BalanceExpires, change.At))
        {
            await money.CloseAsync(change, voided);
        }
    }
}
