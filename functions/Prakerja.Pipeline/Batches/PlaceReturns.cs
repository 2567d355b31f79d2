using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Batches;

/// <summary>The place of somebody who lost the award goes to the next reserve of the entry's regency, or to the recovery pot; the family-card slot comes free.</summary>
public sealed class PlaceReturns(Candidates candidates, Claims claims, BatchPlaces places, LedgerReader ledger) : IPlaceReturns
{
    public async Task ReturnAsync(Participant participant)
    {
        if (participant is not { Award: { } award })
        {
            return;
        }

        var found = await candidates.FindAsync(award.Batch, award.Ticket);
        if ((found?.Candidate.Held?.FamilyCard ?? participant.Facts.FamilyCardIndex) is { } card)
        {
            await claims.ReleaseAsync($"{ClaimKinds.FamilyCard}-{award.Slot}", card, participant.Id);
        }

        if (found is { Candidate: var candidate })
        {
            await places.ReturnAsync(award, candidate.Regency, AwardMoney.Of(award, participant.Id, await ledger.AllAsync(participant.Id)));
        }
    }
}
