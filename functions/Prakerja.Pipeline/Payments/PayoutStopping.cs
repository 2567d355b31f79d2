using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>Asks the partner to stop an attempt that somebody does not want to be paid. What it answers is applied like any outcome; no answer is asked for again.</summary>
public sealed class PayoutStopping(ParticipantStore participants, PaymentReferences references, PayoutOutcomes outcomes, IPaymentPartner partner, TimeProvider clock)
{
    /// <summary>Reason given to an attempt that was stopped.</summary>
    public const string Stopped = "payment-stopped";

    /// <summary>Whether the partner still has to be asked.</summary>
    public static bool IsPending(Payout payout) => payout is { Stop: { TooLate: false }, InstructedAt: not null, State: PaymentState.Sending or PaymentState.Unknown };

    public async Task<StopOutcome> RunAsync(PayoutAttempt attempt, Payout payout, CancellationToken cancellation)
    {
        var answer = await partner.StopAsync(payout.Provider, attempt.Reference, cancellation);
        switch (answer)
        {
            case StopOutcome.Stopped:
                var reference = await references.FindAsync(attempt.Reference) ?? throw new InvalidOperationException("An instructed payout has no reference.");
                await outcomes.ApplyAsync(reference, new PayoutOutcome(OutcomeKind.Failed, null, clock.GetUtcNow(), Stopped));
                break;
            case StopOutcome.TooLate:
                await participants.ChangeAsync(attempt.Participant, change => ValueTask.FromResult(MarkTooLate(change, attempt)));
                break;
            default:
                break;
        }

        return answer;
    }

    private static bool MarkTooLate(ParticipantChange change, PayoutAttempt attempt)
    {
        if (PayoutInstructions.FindOpen(change.Participant, attempt) is not { Stop: { } stop } open)
        {
            return false;
        }

        change.Participant = change.Participant.WithPayout(open with { Stop = stop with { TooLate = true } });
        return true;
    }
}
