using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>
/// Asks about the attempt before, right before a new one is sent: a bank that says failed and then pays must not make us pay twice. Where it says nothing for
/// good, two people decide. The same as <see cref="PayoutProof"/> for incentives.
/// </summary>
public sealed class SettlementProof(PaymentReferences references, PayoutOutcomes outcomes, PayoutCases cases, IPaymentPartner bank, TimeProvider clock)
{
    /// <summary>A day's pause before another attempt, and a day without an answer.</summary>
    private static readonly TimeSpan CaseAfter = TimeSpan.FromDays(2);

    public async Task<ProofOutcome> RunAsync(Settlement settlement, CancellationToken cancellation)
    {
        // Those before it were proven dead before it was sent; what came back cannot be paid any more.
        if (settlement.Attempts.LastOrDefault(a => a.InstructedAt is not null) is not { ReturnedAt: null } earlier
            || await references.FindAsync(settlement.ReferenceOf(earlier).Reference) is not { } reference)
        {
            return ProofOutcome.Dead;
        }

        var outcome = PayoutOutcome.Of(await bank.InquireAsync(earlier.Provider, reference.Reference, cancellation), clock.GetUtcNow());
        var proof = outcome switch
        {
            { Kind: OutcomeKind.Succeeded } => await SucceededAsync(reference, outcome),
            null => ProofOutcome.Open,
            _ => ProofOutcome.Dead,
        };
        if (proof != ProofOutcome.Open || reference.DeclaredDeadAt is not null)
        {
            return proof == ProofOutcome.Open ? ProofOutcome.Dead : proof;
        }

        if (clock.GetUtcNow() - earlier.EndedAt >= CaseAfter)
        {
            await cases.OpenAsync(CaseKinds.Unknown, "no-answer", reference.Reference, reference.Reference, reference, reference.Amount, earlier.EndedAt);
        }

        return ProofOutcome.Open;
    }

    /// <summary>Nothing afterwards: another amount, which two people have to look at first.</summary>
    private async Task<ProofOutcome> SucceededAsync(PaymentReference reference, PayoutOutcome outcome) => await outcomes.ApplyAsync(reference, outcome) switch
    {
        PaymentState.Paid => ProofOutcome.Paid,
        PaymentState.Failed => ProofOutcome.Dead,
        _ => ProofOutcome.Open,
    };
}
