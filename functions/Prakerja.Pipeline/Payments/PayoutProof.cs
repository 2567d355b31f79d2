using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Whether an incentive's attempts before the new one can be paid no more, right before it is sent. Where the partner says nothing for good, or another amount
/// than instructed is in suspense, two people decide.
/// </summary>
public sealed class PayoutProof(ParticipantStore participants, PaymentReferences references, LedgerReader ledger, EarlierAttempt before, PayoutCases cases)
{
    public async Task<ProofOutcome> RunAsync(PayoutAttempt attempt, Payout payout, CancellationToken cancellation)
    {
        if (payout.LastSent == 0)
        {
            return ProofOutcome.Dead;
        }

        if (PayoutSuccess.IsInSuspenseBefore(await ledger.AllAsync(attempt.Participant), attempt))
        {
            return ProofOutcome.Open;
        }

        // Those before it were proven dead before it was sent.
        var earlier = await references.FindAsync(PaymentReferences.Of(attempt.Participant, attempt.Key, payout.LastSent))
            ?? throw new InvalidOperationException("An instructed payout has no reference.");

        var (proof, isAnswered) = await before.AskAsync(earlier, cancellation);
        proof = proof == ProofOutcome.Paid && await IsOpenAsync(attempt) ? ProofOutcome.Open : proof;
        if (proof == ProofOutcome.Open && (earlier.DeclaredDeadAt is not null || earlier.Attempt <= payout.SettledUpTo))
        {
            return ProofOutcome.Dead;
        }

        if (!isAnswered && cases.IsDue(payout.At))
        {
            await cases.OpenUnansweredAsync(earlier.Reference, earlier, earlier.Amount, payout.At);
        }

        return proof;
    }

    /// <summary>It is not voided where money of the earlier one came back in part and two people decided that the rest is paid.</summary>
    private async Task<bool> IsOpenAsync(PayoutAttempt attempt) =>
        await participants.FindAsync(attempt.Participant) is { } participant && PayoutInstructions.FindOpen(participant, attempt) is not null;
}
