using Prakerja.Pipeline.Deadlines;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Privacy;

/// <summary>
/// What follows a withdrawal: every area lets go, and last the person's key is destroyed, so that whatever a crash interrupts can be done again. A payout
/// whose fate is open needs its account: destruction waits for it.
/// </summary>
public sealed class Erasure(ParticipantStore participants, IEnumerable<IErasureStep> steps) : ILegRule
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(1);

    /// <summary>After every rule that moves money.</summary>
    public int Order => 10_000;

    public ValueTask DecideAsync(ParticipantChange change)
    {
        if (IsPending(change.Participant) && IsBeingPaid(change.Participant))
        {
            change.WakeAt(change.At + LookAgain, "erasure");
        }

        return ValueTask.CompletedTask;
    }

    public async Task FollowUpAsync(Participant participant)
    {
        if (IsPending(participant))
        {
            await FinishAsync(participant.Id);
        }
    }

    /// <summary>True: nothing personal is left. False: a payment has to end first. May be repeated.</summary>
    public async Task<bool> FinishAsync(string id)
    {
        if (await participants.FindAsync(id) is not { } leaver || leaver.ErasedAt is not null)
        {
            return true;
        }

        if (!IsPending(leaver) || IsBeingPaid(leaver))
        {
            return false;
        }

        foreach (var step in steps)
        {
            await step.ReleaseAsync(leaver);
        }

        return await participants.ChangeAsync(id, change =>
        {
            change.Participant = Emptied(change.Participant, change.At);
            return ValueTask.FromResult(true);
        });
    }

    private static bool IsPending(Participant participant) => participant is { ErasureRequestedAt: not null, ErasedAt: null };

    private static bool IsBeingPaid(Participant participant) => participant.Payouts.Any(p => p.State is PaymentState.Sending or PaymentState.Unknown);

    /// <summary>What stays belongs to the accounts of the state: random ids, amounts, dates, and what was paid for.</summary>
    private static Participant Emptied(Participant participant, DateTimeOffset at) => participant.ErasedAt is not null ? participant : participant with
    {
        ErasedAt = at, WrappedKey = [], Sealed = [], Contacts = new Contacts(), Former = [], Facts = new RegistrationFacts(), Verification = new Participants.Verification(),
        Test = new TestAttempt(), RefusedFor = [], Account = null, Surveys = [], Assistance = null,
        Batch = participant.Batch is null ? null : participant.Batch with { Household = "" },
        Purchases = [.. participant.Purchases.Select(p => p with { CertificateNumber = null, Score = null })],
    };
}
