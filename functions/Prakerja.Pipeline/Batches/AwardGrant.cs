using System.Globalization;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Deadlines;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Batches;

/// <summary>The award in the participant's own shard: card, training balance, deadlines and message in one transaction.</summary>
public sealed class AwardGrant(ParticipantStore participants, Claims claims, BlindIndex index)
{
    /// <summary>Claim on a card number.</summary>
    private const string Card = "card";

    private const ulong CardNumbers = 9_000_000_000_000_000;

    /// <summary>False if the person's state does not allow it any more.</summary>
    public async Task<bool> CommitAsync(Batch batch, BatchEntry entry, string participant, int slot, RegistryFacts registries, bool calledUp)
    {
        var ticket = entry.Ticket;
        var card = await CardAsync(participant, ticket);
        return await participants.ChangeAsync(participant, change =>
        {
            if (change.Participant.Award?.Ticket == ticket)
            {
                return ValueTask.FromResult(true);
            }

            var occurred = calledUp ? LifecycleEvent.CalledUp : LifecycleEvent.Selected;
            var theirs = calledUp || change.Participant.Batch?.Ticket == ticket;
            if (change.Participant.Award is not null || !theirs || !change.Allows(occurred))
            {
                return ValueTask.FromResult(false);
            }

            Apply(change, batch, entry, slot, card, registries, occurred);
            return ValueTask.FromResult(true);
        });
    }

    /// <summary>A candidate who may not have the place is verified again, and told why.</summary>
    public Task LoseAsync(Batch batch, string ticket, string participant, Verdict verdict) => participants.ChangeAsync(participant, change =>
    {
        if (change.Participant is { State: ParticipantState.Candidate, Batch: { } entry } && entry.Ticket == ticket)
        {
            var state = verdict.Outcome == CandidateOutcome.Household ? OutcomeState.Household : OutcomeState.Ineligible;
            change.Apply(LifecycleEvent.NotSelected);
            change.Upsert(ParticipantKeys.BatchHistory(participant, batch.Number), new PastBatch(entry, new BatchOutcome(state, verdict.Reasons, Final: true)));
            change.Notify("not-eligible-at-award", ("batch", Text(batch.Number)));
        }

        return ValueTask.FromResult(true);
    });

    private static void Apply(
        ParticipantChange change, Batch batch, BatchEntry entry, int slot, string card, RegistryFacts registries, LifecycleEvent occurred)
    {
        var announced = Wib.DateOf(change.At);
        var by = batch.Terms.FirstPurchaseBy(announced);
        var award = new Award(batch.Number, entry.Ticket, batch.Scheme, card, announced, by, announced.Year, slot);
        KeepHistory(change, entry);
        change.Participant = change.Participant with { Award = award, Verification = change.Participant.Verification with { Registries = registries } };
        change.Apply(occurred);
        change.Record(
            "award", LedgerAccounts.Budget(award.Year), LedgerAccounts.Training(change.Before.Id), batch.Terms.TrainingBalance, "award",
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
