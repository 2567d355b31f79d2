using Prakerja.Domain.Eligibility;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Sends one attempt to the partner, once: everything is judged again, the intent is made durable, then the partner is told. A repeated run (after a crash)
/// finds the intent and asks what became of it instead of sending again.
/// </summary>
public sealed class PayoutInstructions(
    ParticipantStore participants, PaymentReferences references, PayoutRecheck recheck, PayoutInquiries inquiries, IPaymentPartner partner)
{
    public async Task<PaymentStep> RunAsync(PayoutAttempt attempt, CancellationToken cancellation)
    {
        if (await participants.FindAsync(attempt.Participant) is not { } participant || FindOpen(participant, attempt) is not { } payout)
        {
            return PaymentStep.Settled;
        }

        if (payout.InstructedAt is not null)
        {
            return await inquiries.RunAsync(attempt, cancellation);
        }

        if (await recheck.RunAsync(participant, attempt, cancellation) is { } stopped)
        {
            return stopped;
        }

        await references.AddAsync(new PaymentReference(attempt.Reference, participant.Id, attempt.Key, attempt.Attempt, payout.Amount, payout.Provider, payout.At) { State = PaymentState.Sending });
        var instruction = await participants.ChangeAsync(participant.Id, change => IntendAsync(change, attempt));
        if (instruction is null)
        {
            return PaymentStep.Unavailable;
        }

        return await inquiries.TakeAsync(attempt, await partner.PayAsync(instruction, cancellation));
    }

    internal static Payout? FindOpen(Participant participant, PayoutAttempt attempt) =>
        participant.Payouts.FirstOrDefault(p => p.Key == attempt.Key && p.Attempt == attempt.Attempt && p.State is PaymentState.Sending or PaymentState.Unknown);

    /// <summary>The instruction, once the intent to send it is in the same commit; null if something has changed since the recheck.</summary>
    private static async ValueTask<PaymentInstruction?> IntendAsync(ParticipantChange change, PayoutAttempt attempt)
    {
        var payout = FindOpen(change.Participant, attempt);
        if (payout is not { InstructedAt: null } || PayoutRecheck.Obstacle(change.Participant, payout, change.At) is not null)
        {
            return null;
        }

        change.Participant = change.Participant.WithPayout(payout with { InstructedAt = change.At });
        var account = (await change.PersonalAsync()).PaymentAccount!;
        return new PaymentInstruction(attempt.Reference, payout.Provider, "incentive", attempt.Participant, account, payout.Amount);
    }
}
