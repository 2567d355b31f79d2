using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <summary>No first purchase by its last day: the card is revoked for good and the place given back. Also gives back the place of whoever was revoked otherwise.</summary>
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
        if (participant is not { State: ParticipantState.Revoked, Award: not null })
        {
            return;
        }

        if (participant.Facts.NikIndex is { } nik)
        {
            await claims.ClaimAsync(ClaimKinds.Revoked, nik, participant.Id);
        }

        foreach (var place in places)
        {
            await place.ReturnAsync(participant);
        }
    }
}
