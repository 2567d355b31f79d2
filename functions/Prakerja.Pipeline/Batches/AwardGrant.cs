using System.Globalization;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Deadlines;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Batches;

/// <summary>The award in the participant's own shard: card, training balance, deadlines and message in one transaction.</summary>
public sealed class AwardGrant(ParticipantStore participants, Candidates candidates, Claims claims, BlindIndex index)
{
    /// <summary>Claim on a card number.</summary>
    private const string Card = "card";

    private const ulong CardNumbers = 9_000_000_000_000_000;

    /// <summary>False if the person's state does not allow it any more, the claims are not on their present card, or the ticket was found to have lost.</summary>
    public async Task<bool> CommitAsync(AwardAttempt attempt, AwardClaimed claimed, RegistryFacts registries)
    {
        var ticket = attempt.Ticket;
        var card = await CardAsync(attempt.Candidate.Participant, ticket);
        return await participants.ChangeAsync(attempt.Candidate.Participant, async change =>
        {
            if (change.Participant.Award?.Ticket == ticket)
            {
                return true;
            }

            var occurred = attempt.CalledUp ? LifecycleEvent.CalledUp : LifecycleEvent.Selected;
            var allowed = change.Participant.Award is null && (attempt.CalledUp || change.Participant.Batch?.Ticket == ticket) && change.Allows(occurred);
            if (!allowed || !IsOn(change.Participant.Facts, claimed.Claims) || await HasLostAsync(attempt))
            {
                return false;
            }

            Apply(change, attempt.Batch, attempt.Entry, claimed.Slot, card, registries, occurred);
            return true;
        });
    }

    /// <summary>
    /// A candidate who may not have the place is verified again, and told why; a reserve whose call lapsed reads it from the result. The row is written even if that changes nothing: an attempt under way, decided
    /// before the verdict was recorded, then fails to commit, is decided again and finds it.
    /// </summary>
    /// <returns>False: an attempt has committed, and the place is theirs.</returns>
    public async Task<bool> LoseAsync(AwardAttempt attempt, Verdict verdict) => !await participants.ChangeAsync(attempt.Candidate.Participant, change =>
    {
        var (batch, participant) = (attempt.Batch, change.Before.Id);
        if (change.Participant.Award is { } award)
        {
            return ValueTask.FromResult(award.Ticket == attempt.Ticket);
        }

        change.Participant = change.Participant with { };
        if (verdict.Outcome != CandidateOutcome.Lapsed && change.Participant is { State: ParticipantState.Candidate, Batch: { } entry } && entry.Ticket == attempt.Ticket)
        {
            var state = verdict.Outcome == CandidateOutcome.Household ? OutcomeState.Household : OutcomeState.Ineligible;
            change.Apply(LifecycleEvent.NotSelected);
            change.Upsert(ParticipantKeys.BatchHistory(participant, batch.Number), new PastBatch(entry, new BatchOutcome(state, verdict.Reasons, Final: true)));
            change.Notify("not-eligible-at-award", ("batch", Text(batch.Number)));
        }

        return ValueTask.FromResult(false);
    });

    private static bool IsOn(RegistrationFacts facts, AwardClaims claims) => facts.NikIndex == claims.Nik && facts.FamilyCardIndex == claims.FamilyCard;

    private async ValueTask<bool> HasLostAsync(AwardAttempt attempt) =>
        (await candidates.FindAsync(attempt.Batch.Number, attempt.Ticket))?.Candidate.Verdict is { HasLost: true };

    private static void Apply(
        ParticipantChange change, Batch batch, BatchEntry entry, int slot, string card, RegistryFacts registries, LifecycleEvent occurred)
    {
        var announced = Wib.DateOf(change.At);
        var by = batch.Terms.FirstPurchaseBy(announced);
        var award = new Award(batch.Number, entry.Ticket, batch.Scheme, card, announced, by, batch.Year, slot);
        KeepHistory(change, entry);
        change.Participant = change.Participant with { Award = award, Verification = change.Participant.Verification with { Registries = registries } };
        change.Apply(occurred);
        change.Record(
            "award", AwardMoney.BudgetOf(award, change.Before.Id), LedgerAccounts.Training(change.Before.Id), batch.Terms.TrainingBalance, "award",
            $"{BatchNames.IdOf(batch.Number)}:{entry.Ticket}", TransferState.Posted);
        change.Reached(Milestones.Selected);
        change.Notify(
            occurred == LifecycleEvent.CalledUp ? "called-up" : "selected",
            ("batch", Text(batch.Number)), ("firstPurchaseBy", by.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        change.WakeAt(Wib.StartOf(by.AddDays(1)), "first-purchase");
        change.WakeLifecycle();
    }

    /// <summary>A reserve called up out of a later batch: that batch's entry lapses, and the history tells of both.</summary>
    private static void KeepHistory(ParticipantChange change, BatchEntry entry)
    {
        if (change.Participant.Batch is { } later && later.Ticket != entry.Ticket)
        {
            var lapsed = new BatchOutcome(OutcomeState.Ineligible, ["already-recipient"], Final: true);
            change.Upsert(ParticipantKeys.BatchHistory(change.Before.Id, later.Batch), new PastBatch(later, lapsed));
            change.Upsert(ParticipantKeys.BatchHistory(change.Before.Id, entry.Batch), new PastBatch(entry, new BatchOutcome(OutcomeState.Selected, [])));
        }
    }

    /// <summary>16 digits that nobody else has: a keyed hash, so it cannot be guessed, and a repeated award finds its own.</summary>
    private async Task<string> CardAsync(string participant, string ticket)
    {
        for (var attempt = 0; ; attempt++)
        {
            var hash = ulong.Parse(index.Of(Card, $"{participant}\n{ticket}\n{attempt}").AsSpan(0, 16), NumberStyles.AllowHexSpecifier);
            var number = (1_000_000_000_000_000 + (hash % CardNumbers)).ToString(CultureInfo.InvariantCulture);
            if (await claims.ClaimAsync(Card, number, participant) == participant)
            {
                return number;
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
