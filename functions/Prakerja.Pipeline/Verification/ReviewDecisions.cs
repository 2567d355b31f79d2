using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Verification;

/// <summary>
/// What a reviewer's decision does, if the case still stands. Approving a contested identity moves the claim; a former holder who has no award yet is
/// refused and may file a complaint, one who has is the reviewer's to revoke first. Repeating a decision changes nothing.
/// </summary>
public sealed class ReviewDecisions(ParticipantStore participants, Claims claims, VerificationDecisions verification, ReviewQueue queue, TimeProvider clock)
{
    private static readonly Problem Stale = Problems.Conflict("review-stale", new("Kasus ini sudah tidak berlaku", "This case no longer stands"),
        new("Data telah berubah atau dihapus, atau kasus sudah diputuskan; kasus ini ditutup.", "The facts were changed or erased, or it was decided already; the case is closed."));

    private static readonly Problem HolderAwarded = Problems.Conflict("holder-awarded", new("NIK ini milik penerima", "This NIK is held by a recipient"),
        new("Cabut dulu kartu pemegang yang sekarang.", "Revoke the present holder's card first."));

    /// <summary>The case as decided, or why not.</summary>
    public async Task<(Review? Decided, Problem? Problem)> DecideAsync(Review review, string decision, string reason, string staff)
    {
        var participant = await participants.FindAsync(review.Participant);
        if (participant is null || !(IsOpen(participant, review.FactsVersion) || WasDecided(participant, review.FactsVersion, decision)))
        {
            await queue.CloseStaleAsync(review.Participant, review.FactsVersion);
            return (null, Stale);
        }

        if (decision == "approve" && !await ApproveAsync(participant, review.FactsVersion))
        {
            return (null, HolderAwarded);
        }

        if (decision != "approve")
        {
            await RejectAsync(participant, review.FactsVersion);
        }

        var decided = review with { Decision = decision, Reason = reason, DecidedBy = staff, DecidedAt = clock.GetUtcNow() };
        await queue.CloseAsync(decided);
        return (decided, null);
    }

    private static bool IsOpen(Participant participant, int factsVersion) =>
        participant.State == ParticipantState.Verifying && participant.Verification.State == VerificationState.Review && participant.Facts.Version == factsVersion;

    /// <summary>The same decision was committed, and only its case is left open by a crash.</summary>
    private static bool WasDecided(Participant participant, int factsVersion, string decision) =>
        participant.Facts.Version == factsVersion && participant.Verification.FactsVersion == factsVersion
        && participant.Verification.State == (decision == "approve" ? VerificationState.Passed : VerificationState.Rejected);

    /// <summary>False: the NIK belongs to somebody who has an award. Who holds it is refused before it moves, so that no award comes in between.</summary>
    private async Task<bool> ApproveAsync(Participant participant, int factsVersion)
    {
        var nik = participant.Facts.NikIndex!;
        if (await claims.HolderAsync(ClaimKinds.Nik, nik) is { } holder && holder != participant.Id && !await RefuseHolderAsync(holder, nik))
        {
            return false;
        }

        if (await claims.TransferAsync(ClaimKinds.Nik, nik, participant.Id) is { } former)
        {
            await RefuseHolderAsync(former, nik);
        }

        await participants.ChangeAsync(participant.Id, async change =>
        {
            if (IsOpen(change.Participant, factsVersion))
            {
                await verification.PassAsync(change, change.Participant.Verification.Registries);
            }

            return true;
        });
        return true;
    }

    private async Task RejectAsync(Participant participant, int factsVersion)
    {
        await participants.ChangeAsync(participant.Id, change =>
        {
            if (IsOpen(change.Participant, factsVersion))
            {
                change.GiveUp(ClaimKinds.Nik, change.Participant.Facts.NikIndex);
                Refuse(change);
            }

            return ValueTask.FromResult(true);
        });
    }

    /// <summary>False: has an award.</summary>
    private async Task<bool> RefuseHolderAsync(string id, string nik) => await participants.FindAsync(id) is null || await participants.ChangeAsync(id, change =>
    {
        var holder = change.Participant;
        if (holder is { Award: not null, State: not (ParticipantState.Revoked or ParticipantState.Withdrawn) })
        {
            return ValueTask.FromResult(false);
        }

        if (holder.Facts.NikIndex == nik && change.Allows(LifecycleEvent.IdentityRefused))
        {
            Refuse(change);
        }

        return ValueTask.FromResult(true);
    });

    private static void Refuse(ParticipantChange change)
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
}
