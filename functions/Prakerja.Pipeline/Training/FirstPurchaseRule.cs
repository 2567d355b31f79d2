using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <summary>No first purchase by its last day: the card is revoked for good and the place given back. Also gives back the place of whoever was revoked otherwise or left.</summary>
public sealed class FirstPurchaseRule(Claims claims, IEnumerable<IPlaceReturns> places) : ILegRule
{
    public int Order => 100;

    public ValueTask DecideAsync(ParticipantChange change)
    {
        if (change.Participant is { State: ParticipantState.Selected, Award: { } award } && Wib.HasPassed(award.FirstPurchaseBy, change.At))
        {
            change.Apply(LifecycleEvent.FirstPurchaseMissed);
            change.Participant = change.Participant with { RefusedFor = ["first-purchase-missed"] };
            change.Reached(Milestones.Revoked);
            change.Notify("revoked");
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>After the commit only: a claim made before it would bar somebody whose purchase came first.</summary>
    public async Task FollowUpAsync(Participant participant)
    {
        if (participant is { State: ParticipantState.Revoked, Award: not null, Facts.NikIndex: { } nik })
        {
            await claims.ClaimAsync(ClaimKinds.Revoked, nik, participant.Id);
        }

        if (IsPlaceFree(participant))
        {
            foreach (var place in places)
            {
                await place.ReturnAsync(participant);
            }
        }
    }

    /// <summary>A place that its holder gives up goes to somebody else unless courses were taken up with it.</summary>
    private static bool IsPlaceFree(Participant participant) => participant.Award is not null && (participant.State == ParticipantState.Revoked
        || (participant.State == ParticipantState.Withdrawn && participant.Purchases.All(p => p.State is not (PurchaseState.Committed or PurchaseState.Completed))));
}
