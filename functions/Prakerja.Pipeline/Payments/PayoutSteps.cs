using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>What a step of a payout leaves to be done.</summary>
/// <param name="At">When to go on, if that is known.</param>
public sealed record PayoutNext(PaymentStep Step, DateTimeOffset? At = null)
{
    public static PayoutNext Settled { get; } = new(PaymentStep.Settled);

    public static PayoutNext Later { get; } = new(PaymentStep.Unavailable);
}

/// <summary>One step of an attempt, whatever it needs now: to be sent, to be stopped, or to be asked about. Each may be repeated.</summary>
public sealed class PayoutSteps(
    ParticipantStore participants, PayoutInstructions instructions, PayoutStopping stopping, PayoutInquiries inquiries, PayoutTurn turn)
{
    public async Task<PayoutNext> RunAsync(PayoutAttempt attempt, CancellationToken cancellation)
    {
        if (await participants.FindAsync(attempt.Participant) is not { } participant)
        {
            return PayoutNext.Settled;
        }

        if (PayoutInstructions.FindOpen(participant, attempt) is not { } payout)
        {
            await turn.EndAsync(participant, attempt);
            return PayoutNext.Settled;
        }

        if (payout.InstructedAt is null)
        {
            return await instructions.RunAsync(attempt, payout, cancellation);
        }

        return PayoutStopping.IsPending(payout) && await stopping.RunAsync(attempt, payout, cancellation) == StopOutcome.Stopped
            ? PayoutNext.Settled
            : new PayoutNext(await inquiries.RunAsync(attempt, cancellation));
    }
}
