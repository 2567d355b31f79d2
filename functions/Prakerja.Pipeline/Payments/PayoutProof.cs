using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

public enum ProofOutcome
{
    /// <summary>No earlier attempt can be paid any more.</summary>
    Dead,

    /// <summary>The earlier one has been paid after all; the new one is voided.</summary>
    Paid,

    /// <summary>Not known: wait and ask again.</summary>
    Open,
}

/// <summary>
/// Asks about the attempt before, right before a new one is sent: what a webhook or a reply said of its failure is only the partner's word, and a partner
/// that says failed and then pays must not make us pay twice. A repeated question changes nothing, so nothing of it is stored. Where the partner says nothing
/// for good, or another amount than instructed is in suspense, two people decide.
/// </summary>
public sealed class PayoutProof(
    ParticipantStore participants, PaymentReferences references, LedgerReader ledger, PayoutOutcomes outcomes, PayoutCases cases, IPaymentPartner partner, TimeProvider clock)
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

        var outcome = PayoutOutcome.Of(await partner.InquireAsync(earlier.Provider, earlier.Reference, cancellation), clock.GetUtcNow());
        var proof = outcome switch
        {
            { Kind: OutcomeKind.Succeeded } => await SucceededAsync(attempt, earlier, outcome),
            null => ProofOutcome.Open,
            _ => ProofOutcome.Dead,
        };
        if (proof == ProofOutcome.Open && (earlier.DeclaredDeadAt is not null || earlier.Attempt <= payout.SettledUpTo))
        {
            return ProofOutcome.Dead;
        }

        if (outcome is null)
        {
            await EscalateAsync(earlier, payout);
        }

        return proof;
    }

    /// <summary>Failed afterwards: it had succeeded and came back. Nothing afterwards: another amount, which a person has to look at first.</summary>
    private async Task<ProofOutcome> SucceededAsync(PayoutAttempt attempt, PaymentReference earlier, PayoutOutcome outcome) =>
        await outcomes.ApplyAsync(earlier, outcome) switch
        {
            PaymentState.Paid when !await IsOpenAsync(attempt) => ProofOutcome.Paid,
            PaymentState.Failed => ProofOutcome.Dead,
            _ => ProofOutcome.Open,
        };

    /// <summary>It is not voided where money of the earlier one came back in part and two people decided that the rest is paid.</summary>
    private async Task<bool> IsOpenAsync(PayoutAttempt attempt) =>
        await participants.FindAsync(attempt.Participant) is { } participant && PayoutInstructions.FindOpen(participant, attempt) is not null;

    private async Task EscalateAsync(PaymentReference earlier, Payout payout)
    {
        if (cases.IsDue(payout.At))
        {
            await cases.OpenUnansweredAsync(earlier.Reference, earlier, earlier.Amount, payout.At);
        }
    }
}
