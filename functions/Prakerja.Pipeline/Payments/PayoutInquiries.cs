using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>Asks the partner what became of an attempt that was sent; never sends. What stays unknown for a day becomes a case for people.</summary>
public sealed class PayoutInquiries(ParticipantStore participants, PaymentReferences references, PayoutOutcomes outcomes, PayoutCases cases, IPaymentPartner partner, TimeProvider clock)
{
    public async Task<PaymentStep> RunAsync(PayoutAttempt attempt, CancellationToken cancellation)
    {
        var participant = await participants.FindAsync(attempt.Participant);
        if (participant is null || PayoutInstructions.FindOpen(participant, attempt) is not { } payout)
        {
            return PaymentStep.Settled;
        }

        return await TakeAsync(attempt, await partner.InquireAsync(payout.Provider, attempt.Reference, cancellation));
    }

    /// <summary>Writes down what the partner replied. A reply with an amount that nobody can have paid is none: it is asked again.</summary>
    public async Task<PaymentStep> TakeAsync(PayoutAttempt attempt, PaymentReply reply)
    {
        if (PayoutOutcome.Of(reply, clock.GetUtcNow()) is not { } outcome)
        {
            await ShowAsync(attempt, PayoutOutcome.IsAccepted(reply) ? PaymentState.Sending : PaymentState.Unknown);
            return PaymentStep.Open;
        }

        var reference = await references.FindAsync(attempt.Reference) ?? throw new InvalidOperationException("An instructed payout has no reference.");
        var state = await outcomes.ApplyAsync(reference, outcome);
        return state is PaymentState.Paid or PaymentState.Failed ? PaymentStep.Settled : PaymentStep.Open;
    }

    private async Task ShowAsync(PayoutAttempt attempt, PaymentState state)
    {
        var payout = await participants.ChangeAsync(attempt.Participant, change =>
        {
            var open = PayoutInstructions.FindOpen(change.Participant, attempt);
            if (open is not null && open.State != state)
            {
                open = open with { State = state };
                change.Participant = change.Participant.WithPayout(open);
            }

            return ValueTask.FromResult(open);
        });
        if (payout is not null)
        {
            await references.UpdateAsync(attempt.Reference, r => r with { State = state });
        }

        if (payout?.InstructedAt is { } sent && cases.IsDue(sent))
        {
            await cases.OpenUnansweredAsync(attempt.Reference, await references.FindAsync(attempt.Reference), payout.Amount, sent);
        }
    }
}
