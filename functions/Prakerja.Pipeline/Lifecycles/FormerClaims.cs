using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Lifecycles;

/// <summary>Releases addresses and NIKs that a committed change gave up, so that others may claim them; repeated until it is done.</summary>
public sealed class FormerClaims(ParticipantStore participants, Claims claims) : ILegRule
{
    public int Order => 0;

    public ValueTask DecideAsync(ParticipantChange change) => ValueTask.CompletedTask;

    public async Task FollowUpAsync(Participant participant)
    {
        if (participant.Former.Count == 0)
        {
            return;
        }

        foreach (var claim in participant.Former)
        {
            await claims.ReleaseAsync(claim.Kind, claim.Index, participant.Id);
        }

        var left = await participants.ChangeAsync(participant.Id, change =>
        {
            change.Participant = change.Participant with { Former = [.. change.Participant.Former.Except(participant.Former)] };
            return ValueTask.FromResult(change.Participant);
        });

        // What was taken up again between the reading and the release is claimed again.
        foreach (var claim in participant.Former.Where(c => left is not null && IsHeld(left, c)))
        {
            await claims.ClaimAsync(claim.Kind, claim.Index, participant.Id);
        }
    }

    /// <summary>Releases a claim made for a change that was then not allowed, unless it is theirs all the same.</summary>
    public async Task DropAsync(string id, string kind, string index)
    {
        if (await participants.FindAsync(id) is not { } participant || !IsHeld(participant, new HeldClaim(kind, index)))
        {
            await claims.ReleaseAsync(kind, index, id);
        }
    }

    private static bool IsHeld(Participant participant, HeldClaim claim)
    {
        var contacts = participant.Contacts;
        return claim.Kind switch
        {
            ClaimKinds.Email => contacts.EmailIndex == claim.Index,
            ClaimKinds.Phone => contacts.ProvenPhoneIndex == claim.Index || contacts.PhoneIndex == claim.Index,
            ClaimKinds.Nik => participant.Facts.NikIndex == claim.Index && participant.Verification.State is VerificationState.Review or VerificationState.Passed,
            _ => false,
        };
    }
}
