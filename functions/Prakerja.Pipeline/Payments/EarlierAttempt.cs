using Prakerja.Domain.Incentives;
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
/// Asks the partner about the attempt before, right before a new one is sent: what a webhook or a reply said of its failure is only the partner's word, and a
/// partner that says failed and then pays must not make us pay twice. A repeated question changes nothing, so nothing of it is stored.
/// </summary>
public sealed class EarlierAttempt(PayoutOutcomes outcomes, IPaymentPartner partner, TimeProvider clock)
{
    /// <returns>The proof by the partner's answer alone, and whether it answered anything.</returns>
    public async Task<(ProofOutcome Proof, bool IsAnswered)> AskAsync(PaymentReference earlier, CancellationToken cancellation)
    {
        var outcome = PayoutOutcome.Of(await partner.InquireAsync(earlier.Provider, earlier.Reference, cancellation), clock.GetUtcNow());
        var proof = outcome switch
        {
            { Kind: OutcomeKind.Succeeded } => await SucceededAsync(earlier, outcome),
            null => ProofOutcome.Open,
            _ => ProofOutcome.Dead,
        };
        return (proof, outcome is not null);
    }

    /// <summary>Failed afterwards: it had succeeded and came back. Nothing afterwards: another amount, which two people have to look at first.</summary>
    private async Task<ProofOutcome> SucceededAsync(PaymentReference earlier, PayoutOutcome outcome) => await outcomes.ApplyAsync(earlier, outcome) switch
    {
        PaymentState.Paid => ProofOutcome.Paid,
        PaymentState.Failed => ProofOutcome.Dead,
        _ => ProofOutcome.Open,
    };
}
