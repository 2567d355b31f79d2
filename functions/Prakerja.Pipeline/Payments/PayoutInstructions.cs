using Microsoft.Extensions.Options;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Sends one attempt to the partner, once: it takes its turn (<see cref="PayoutTurn"/>), everything is judged again, the intent is made durable, then the
/// partner is told. A repeated run (after a crash) finds the intent and asks what became of it instead of sending again.
/// </summary>
public sealed class PayoutInstructions(
    ParticipantStore participants, PayoutTurn turn, PayoutRecheck recheck, LedgerReader ledger, PayoutInquiries inquiries,
    IPaymentPartner partner, IOptions<PayoutOptions> options)
{
    private const string Checking = "payment-checking";

    /// <param name="payout">The open attempt, not sent yet.</param>
    public async Task<PayoutNext> RunAsync(PayoutAttempt attempt, Payout payout, CancellationToken cancellation)
    {
        if (await recheck.ObstacleAsync(attempt) || await turn.TakeAsync(attempt, cancellation) is not { } wait)
        {
            await turn.LeaveAsync(attempt, payout);
            return PayoutNext.Settled;
        }

        if (wait.Code.Length > 0)
        {
            await ShowAsync(attempt, wait);
            return new PayoutNext(PaymentStep.Unavailable, turn.LookAt(wait));
        }

        var stopped = await recheck.RunAsync(attempt, cancellation);
        if (stopped == PaymentStep.Settled)
        {
            await turn.LeaveAsync(attempt, payout);
            return PayoutNext.Settled;
        }

        if (stopped is not null)
        {
            await ShowAsync(attempt, wait with { Code = Checking });
            return PayoutNext.Later;
        }

        return await SendAsync(attempt, cancellation);
    }

    internal static Payout? FindOpen(Participant participant, PayoutAttempt attempt) =>
        participant.Payouts.FirstOrDefault(p => p.Key == attempt.Key && p.Attempt == attempt.Attempt && p.State is PaymentState.Sending or PaymentState.Unknown);

    private async Task<PayoutNext> SendAsync(PayoutAttempt attempt, CancellationToken cancellation)
    {
        var instruction = await participants.ChangeAsync(attempt.Participant, change => IntendAsync(change, attempt));
        return instruction is null ? PayoutNext.Later : new PayoutNext(await inquiries.TakeAsync(attempt, await partner.PayAsync(instruction, cancellation)));
    }

    /// <summary>The instruction, once the intent to send it is in the same commit; null if something has changed since the recheck.</summary>
    private async ValueTask<PaymentInstruction?> IntendAsync(ParticipantChange change, PayoutAttempt attempt)
    {
        var payout = FindOpen(change.Participant, attempt);
        if (payout is not { InstructedAt: null } || PayoutRecheck.Obstacle(change.Participant, payout, change.At) is not null
            || AccountUses.DelayOf(change.Participant, payout, options.Value, change.At) is not null)
        {
            return null;
        }

        if (await ledger.FindAsync(attempt.Participant, PayoutLedger.ReserveKey(attempt.Key, attempt.Attempt)) is not { Row: { State: TransferState.Pending } reserved }
            || reserved.Amount != payout.Amount)
        {
            throw new InvalidOperationException("Nothing is sent that is not reserved.");
        }

        if (payout.LastSent > 0 && PayoutSuccess.IsInSuspenseBefore(await ledger.AllAsync(attempt.Participant), attempt))
        {
            return null;
        }

        change.Participant = change.Participant.WithPayout(payout with { InstructedAt = change.At, Wait = null });
        var account = (await change.PersonalAsync()).PaymentAccount!;
        return new PaymentInstruction(attempt.Reference, payout.Provider, "incentive", attempt.Participant, account, payout.Amount);
    }

    /// <summary>What the participant is told while it waits.</summary>
    private Task<bool> ShowAsync(PayoutAttempt attempt, PayoutWait wait) => participants.ChangeAsync(attempt.Participant, change =>
    {
        if (FindOpen(change.Participant, attempt) is { InstructedAt: null } open && open.Wait != wait)
        {
            change.Participant = change.Participant.WithPayout(open with { Wait = wait });
        }

        return ValueTask.FromResult(true);
    });
}
