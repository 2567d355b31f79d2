using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>Takes the outcome of a settlement's attempt: first the settlement, whose row decides, then the ledger that follows from it.</summary>
public sealed class SettlementOutcomes(SettlementStore store, SettlementLedger ledger, PayoutCases cases, IWorkflowClient workflows, TimeProvider clock)
{
    public async Task<Decision?> ApplyAsync(SettlementId id, PaymentReference reference, PayoutOutcome outcome)
    {
        Decision? decision = null;
        var settlement = await store.ChangeAsync(id, s =>
        {
            (var after, decision) = SettlementOutcome.Apply(s, reference, outcome, clock.GetUtcNow());
            return ValueTask.FromResult(after);
        });
        await FollowAsync(settlement);
        return decision;
    }

    /// <summary>Two people say that the money of an attempt, which is in suspense, came back or never moved.</summary>
    public async Task UndoAsync(PaymentReference reference, string reason)
    {
        var id = SettlementId.Of(reference)!.Value;
        await FollowAsync(await store.ChangeAsync(id, s => ValueTask.FromResult(SettlementOutcome.Undo(s, reference.Attempt, reason, clock.GetUtcNow()))));
        await TellAsync(id);
    }

    /// <summary>Whether what a case has in suspense is so no more: it came back, or the other payment did and it has become the payment.</summary>
    public async Task<bool> HasEndedAsync(PayoutCase open) =>
        open is { What: SettlementOutcome.PaidTwiceCase, Participant: { } platform, Key: { } key } && SettlementId.Of(platform, key) is { } id
        && await store.FindAsync(id) is var (settlement, _) && EndedIn(settlement).Contains(open.Id, StringComparer.Ordinal);

    private async Task FollowAsync(Settlement? settlement)
    {
        if (settlement is null)
        {
            return;
        }

        await ledger.RecordAsync(settlement);
        foreach (var ended in EndedIn(settlement))
        {
            await cases.CloseAsync(CaseKinds.Suspense, ended);
        }
    }

    private static IEnumerable<string> EndedIn(Settlement settlement) => settlement.Attempts
        .Where(a => a is { IsExcess: false, Fate: AttemptFate.PaidTwice or AttemptFate.PaidInstead })
        .Select(a => SettlementMovements.PaidKey(settlement.ReferenceOf(a)));

    /// <summary>Wakes whoever waits for the outcome.</summary>
    public Task TellAsync(SettlementId id) => workflows.RaiseEventAsync(SettlementRun.InstanceOf(id), PaymentNames.Answered, Nothing.Value);
}
