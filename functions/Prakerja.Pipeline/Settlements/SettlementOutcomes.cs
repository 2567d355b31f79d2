using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>Takes the outcome of a settlement's attempt: first the settlement, whose row decides, then the ledger that follows from it.</summary>
public sealed class SettlementOutcomes(SettlementStore store, SettlementLedger ledger, IWorkflowClient workflows, TimeProvider clock)
{
    public async Task<Decision?> ApplyAsync(SettlementId id, PaymentReference reference, PayoutOutcome outcome)
    {
        Decision? decision = null;
        var settlement = await store.ChangeAsync(id, s =>
        {
            (var after, decision) = SettlementOutcome.Apply(s, reference, outcome, clock.GetUtcNow());
            return ValueTask.FromResult(after);
        });
        if (settlement is not null)
        {
            await ledger.RecordAsync(settlement);
        }

        return decision;
    }

    /// <summary>Wakes whoever waits for the outcome.</summary>
    public Task TellAsync(SettlementId id) => workflows.RaiseEventAsync(SettlementRun.InstanceOf(id), PaymentNames.Answered, Nothing.Value);
}
