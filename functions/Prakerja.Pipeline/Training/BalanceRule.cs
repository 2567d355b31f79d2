using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <summary>
/// Ends the training balance: after 15 December of the award's year, or when the award is lost or given up. Courses under way are still paid for if they
/// are completed in that year; ones that nobody took up are revoked with a lost award.
/// </summary>
public sealed class BalanceRule(TrainingMoney money) : ILegRule
{
    public int Order => 110;

    public async ValueTask DecideAsync(ParticipantChange change)
    {
        if (change.Participant.Award is not { } award)
        {
            return;
        }

        var year = new SchemeYear(award.Year);
        var lost = change.Participant is { State: ParticipantState.Revoked or ParticipantState.Withdrawn } or { ErasureRequestedAt: not null };
        var over = Wib.HasPassed(year.TrainingEnds, change.At);
        var voided = await RevokeAsync(change, p => p.State == PurchaseState.Bought ? lost || over : p.State == PurchaseState.Committed && over);
        if (change.Participant.BalanceClosedAt is null && (lost || Wib.HasPassed(year.BalanceExpires, change.At)))
        {
            await money.CloseAsync(change, voided);
        }
    }

    /// <summary>Gives up purchases; the Rupiah they had reserved.</summary>
    private async ValueTask<long> RevokeAsync(ParticipantChange change, Func<Purchase, bool> ends)
    {
        Purchase[] ended = [.. change.Participant.Purchases.Where(ends)];
        foreach (var purchase in ended)
        {
            change.Replace(purchase with { State = PurchaseState.Revoked, CancelledAt = change.At });
            PartnerFeed.Tell(change, purchase, "revoked");
        }

        await money.VoidAsync(change, ended);
        return ended.Sum(p => p.Price);
    }
}
