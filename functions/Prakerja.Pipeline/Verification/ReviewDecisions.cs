using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Verification;

/// <summary>
/// What a reviewer's decision does. Approving a contested identity moves the claim; a former holder who has no award yet is refused and may
/// file a complaint, one who has is the reviewer's to revoke first. Repeating a decision changes nothing.
/// </summary>
public sealed class ReviewDecisions(ParticipantStore participants, Claims claims, VerificationDecisions verification, ReviewQueue queue, TimeProvider clock)
{
    public async Task<Review> DecideAsync(Review review, string decision, string reason, string staff)
    {
        var participant = await participants.FindAsync(review.Participant);
        if (participant is not null && decision == "approve")
        {
            var former = await claims.TransferAsync(ClaimKinds.Nik, participant.Facts.NikIndex!, participant.Id);
            if (former is not null)
            {
                await RefuseAsync(former, factsVersion: null);
            }

            await participants.ChangeAsync(participant.Id, async change =>
            {
                if (IsOpen(change.Participant, review.FactsVersion))
                {
                    await verification.PassAsync(change, change.Participant.Verification.Registries);
                }

                return true;
            });
        }
        else if (participant is not null)
        {
            await claims.ReleaseAsync(ClaimKinds.Nik, participant.Facts.NikIndex!, participant.Id);
            await RefuseAsync(participant.Id, review.FactsVersion);
        }

        var decided = review with { Decision = decision, Reason = reason, DecidedBy = staff, DecidedAt = clock.GetUtcNow() };
        await queue.CloseAsync(decided);
        return decided;
    }

    private static bool IsOpen(Participant participant, int factsVersion) =>
        participant.State == ParticipantState.Verifying && participant.Verification.State == VerificationState.Review && participant.Facts.Version == factsVersion;

    private Task<bool> RefuseAsync(string id, int? factsVersion) => participants.ChangeAsync(id, change =>
    {
        if (change.Allows(LifecycleEvent.IdentityRefused) && (factsVersion is null || IsOpen(change.Participant, factsVersion.Value)))
        {
            change.Apply(LifecycleEvent.IdentityRefused);
            change.Participant = change.Participant with
            {
                Verification = change.Participant.Verification with { State = VerificationState.Rejected, FactsVersion = change.Participant.Facts.Version },
                RefusedFor = ["identity-rejected"],
            };
            change.Reached(Milestones.Refused);
            change.Notify("refused", ("reasons", "identity-rejected"));
        }

        return ValueTask.FromResult(true);
    });
}
