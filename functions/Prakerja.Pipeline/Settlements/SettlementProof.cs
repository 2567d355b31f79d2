using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Settlements;

/// <summary>Whether a settlement's attempts before the new one can be paid no more. Where the bank says nothing for good, two people decide.</summary>
public sealed class SettlementProof(PaymentReferences references, EarlierAttempt before, PayoutCases cases, TimeProvider clock)
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

        var (proof, _) = await before.AskAsync(reference, cancellation);
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
}
