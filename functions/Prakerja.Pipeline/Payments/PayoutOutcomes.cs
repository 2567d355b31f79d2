using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Payments;

public enum OutcomeKind
{
    Succeeded,
    Failed,

    /// <summary>Came back after it had succeeded.</summary>
    Returned,

    /// <summary>The partner never received the instruction and never will pay it.</summary>
    NotReceived,

    /// <summary>Two people decided so, by the partner's written word that it never will be paid.</summary>
    DeclaredDead,
}

/// <param name="Amount">As the partner says; null: it says nothing about it.</param>
/// <param name="At">When it happened, by the partner's account.</param>
public sealed record PayoutOutcome(OutcomeKind Kind, long? Amount, DateTimeOffset At, string? Reason = null)
{
    /// <summary>What a partner's reply says of it; null: nothing yet, and so does a reply with an amount that nobody can have paid.</summary>
    public static PayoutOutcome? Of(PaymentReply reply, DateTimeOffset now)
    {
        OutcomeKind? kind = reply.Status switch
        {
            _ when !IsPossible(reply) => null,
            PaymentStatus.Succeeded => OutcomeKind.Succeeded,
            PaymentStatus.Failed => OutcomeKind.Failed,
            PaymentStatus.NotFound => OutcomeKind.NotReceived,
            _ => null,
        };
        return kind is { } known ? new PayoutOutcome(known, reply.Amount, now, reply.Reason) : null;
    }

    /// <summary>Whether the partner has it and will tell later; otherwise nothing is known.</summary>
    public static bool IsAccepted(PaymentReply reply) => reply.Status == PaymentStatus.Accepted && IsPossible(reply);

    private static bool IsPossible(PaymentReply reply) => reply.Amount is not { } amount || Domain.Ledger.TransferLimits.Holds(amount);
}

/// <summary>
/// Takes the outcome of an attempt from whoever knows it first: the partner's reply, its webhook, an inquiry, the bank's statement. Repeats and any
/// order end the same: returned outweighs succeeded, succeeded outweighs failed.
/// </summary>
public sealed class PayoutOutcomes(
    ParticipantStore participants, PaymentReferences references, PayoutSuccess success, PayoutReturn returned, PayoutFailure failure, SettlementOutcomes settlements, PayoutCases cases,
    IWorkflowClient workflows, Matching.PaymentDays days)
{
    /// <summary>Null: another amount than instructed went to suspense. Otherwise the payout's state afterwards.</summary>
    /// <param name="partnerSaid">False: it is the bank's statement that says so, and the partner's word stays as it is.</param>
    public async Task<PaymentState?> ApplyAsync(PaymentReference reference, PayoutOutcome outcome, bool partnerSaid = true)
    {
        if (partnerSaid && outcome.Kind is not (OutcomeKind.NotReceived or OutcomeKind.DeclaredDead))
        {
            await days.NoteAsync(reference.Reference);
            await references.UpdateAsync(reference.Reference, r => r with { Partner = Heavier(r.Partner, WordOf(reference, outcome), r.Amount) });
        }

        if (outcome.Kind == OutcomeKind.DeclaredDead)
        {
            await references.UpdateAsync(reference.Reference, r => r.DeclaredDeadAt is null ? r with { DeclaredDeadAt = outcome.At } : r);
        }

        if (outcome.Kind == OutcomeKind.DeclaredDead && SettlementId.Of(reference) is null)
        {
            await workflows.RaiseEventAsync(new PayoutAttempt(reference.Participant, reference.Key!, reference.Attempt + 1).InstanceId, PaymentNames.Answered, Nothing.Value);
        }

        var state = SettlementId.Of(reference) is { } settlement
            ? await settlements.ApplyAsync(settlement, reference, outcome)
            : await participants.ChangeAsync(reference.Participant, change => DecideAsync(change, reference, outcome));
        if (state?.Case is { } opened)
        {
            var amount = opened.Kind == CaseKinds.Suspense ? outcome.Amount ?? reference.Amount : reference.Amount;
            await cases.OpenAsync(opened.Kind, opened.What, opened.Id, reference.Reference, reference, amount);
        }

        await FinishAsync(reference, state?.State);
        return state?.State;
    }

    private async ValueTask<Decision> DecideAsync(ParticipantChange change, PaymentReference reference, PayoutOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Succeeded => await success.ApplyAsync(change, reference, outcome),
        OutcomeKind.Returned => await returned.ApplyAsync(change, reference, outcome),
        _ => await failure.ApplyAsync(change, reference, outcome),
    };

    /// <summary>Brings the lists up to date and tells the workflow; repeated whenever the outcome is.</summary>
    public async Task FinishAsync(PaymentReference reference, PaymentState? state)
    {
        if (state is null)
        {
            return;
        }

        await references.UpdateAsync(reference.Reference, r => r with { State = state });
        if (state is PaymentState.Paid or PaymentState.Failed)
        {
            await cases.CloseAsync(CaseKinds.Unknown, reference.Reference);
            await (SettlementId.Of(reference) is { } settlement
                ? settlements.TellAsync(settlement)
                : workflows.RaiseEventAsync(new PayoutAttempt(reference.Participant, reference.Key!, reference.Attempt).InstanceId, PaymentNames.Answered, Nothing.Value));
        }
    }

    private static PaymentWord WordOf(PaymentReference reference, PayoutOutcome outcome) =>
        new(outcome.Kind.Word(), outcome.Amount ?? reference.Amount, outcome.At.ToUniversalTime());

    /// <summary>Of two words the one that stands, whichever was heard first; of two alike the one with the instructed amount, then the earlier, then the smaller one.</summary>
    private static PaymentWord Heavier(PaymentWord? known, PaymentWord told, long amount) =>
        known is null || RankOf(told, amount).CompareTo(RankOf(known, amount)) > 0 ? told : known;

    private static (int Weight, bool IsInstructed, long Earlier, long Smaller) RankOf(PaymentWord word, long amount) =>
        (Weight(word.What), word.Amount == amount, -word.At.UtcTicks, -word.Amount);

    private static int Weight(string what) => what switch { "returned" => 3, "succeeded" => 2, _ => 1 };
}

/// <param name="State">Of the attempt afterwards; null: in suspense.</param>
/// <param name="Case">To be opened for staff.</param>
public sealed record Decision(PaymentState? State, CaseToOpen? Case = null);

public sealed record CaseToOpen(string Kind, string What, string Id);
