using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Whether it is an attempt's turn: its account can take the money now, the attempt before is proven dead, and the provider's run of the day has a place
/// for it, in this order, so that a place is not kept by what cannot go anyway.
/// </summary>
public sealed class PayoutTurn(ParticipantStore participants, PaymentReferences references, PayoutProof proof, PayoutRuns runs, IOptions<PayoutOptions> options, TimeProvider clock)
{
    /// <summary>Reason while it waits for its minute.</summary>
    public const string Queued = "payment-queued";

    /// <summary>Reason while two people have not released it.</summary>
    public const string Held = "payment-held";

    private const string Unknown = "payment-unknown";
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    /// <summary>Null: it is not open any more. Without a code: now. Otherwise why not.</summary>
    public async Task<PayoutWait?> TakeAsync(PayoutAttempt attempt, CancellationToken cancellation)
    {
        if (await participants.FindAsync(attempt.Participant) is not { } participant || PayoutInstructions.FindOpen(participant, attempt) is not { InstructedAt: null } payout)
        {
            return null;
        }

        // Whatever it waits for, it can be stopped.
        await references.AddAsync(new PaymentReference(attempt.Reference, attempt.Participant, attempt.Key, attempt.Attempt, payout.Amount, payout.Provider, payout.At) { State = PaymentState.Sending });
        if (AccountUses.DelayOf(participant, payout, options.Value, clock.GetUtcNow()) is { } delay)
        {
            await runs.LeaveAsync(attempt, payout, keepHeld: true);
            return new PayoutWait(delay.Code, delay.Until, payout.Wait?.Run);
        }

        switch (await proof.RunAsync(attempt, payout, cancellation))
        {
            case ProofOutcome.Paid:
                return null;
            case ProofOutcome.Open:
                return new PayoutWait(Unknown, null, payout.Wait?.Run);
            default:
                return await PlaceAsync(attempt, payout);
        }
    }

    /// <summary>When to look again. Whoever releases what is held wakes it; an hour repairs a wake-up that was lost.</summary>
    public DateTimeOffset? LookAt(PayoutWait wait) =>
        wait.Code == Held && clock.GetUtcNow() + LookAgain is var soon && soon < wait.Until ? soon : wait.Until;

    /// <summary>Gives up the place of an attempt that will never be sent.</summary>
    public async Task LeaveAsync(PayoutAttempt attempt, Payout payout)
    {
        await runs.LeaveAsync(attempt, payout);
        await references.UpdateAsync(attempt.Reference, r => r.State == PaymentState.Sending ? r with { State = PaymentState.Failed } : r);
    }

    /// <summary>The same for one that somebody else ended, perhaps before another took its place; nothing if it was sent.</summary>
    public async Task EndAsync(Participant participant, PayoutAttempt attempt)
    {
        var isUnsent = participant.Payouts.All(p => p.Key != attempt.Key || p.Attempt != attempt.Attempt || p.InstructedAt is null);
        if (isUnsent && await references.FindAsync(attempt.Reference) is { State: PaymentState.Sending, Partner: null } reference)
        {
            await LeaveAsync(attempt, new Payout(attempt.Key, reference.Amount, attempt.Attempt, PaymentState.Failed, reference.At) { Provider = reference.Provider });
        }
    }

    private async Task<PayoutWait> PlaceAsync(PayoutAttempt attempt, Payout payout)
    {
        var (run, place) = await runs.TakeAsync(attempt, payout);
        var now = clock.GetUtcNow();
        if (place.Slot is { } slot)
        {
            return slot > now ? new PayoutWait(Queued, slot, run) : new PayoutWait("", null, run);
        }

        // Midnight brings the next day's run.
        return new PayoutWait(Held, Wib.StartOf(Wib.DateOf(now).AddDays(1)), run);
    }
}
