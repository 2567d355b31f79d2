using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Settlements;

/// <summary>
/// The money side of a settlement, which follows from it alone. Each attempt: what goes to the institutions (payable → in-flight) and what the platform keeps
/// (commission → in-flight), pending until the fate is known; the payment of both (in-flight → paid); what came back (paid → payable, commission). Keys are
/// made of settlement and attempt, so no movement is recorded twice.
/// </summary>
public sealed class SettlementLedger(ProgrammeLedger ledger, LedgerBalances balances, SettlementStore store)
{
    public const string ReserveKind = "settlement";
    public const string PaidKind = "settlement-paid";
    public const string LateKind = "settlement-late";
    public const string ReturnedKind = "settlement-returned";

    /// <summary>Brings the ledger up to date; repeated after a crash.</summary>
    public async Task RecordAsync(Settlement settlement)
    {
        if (settlement.Recorded == settlement.Version)
        {
            return;
        }

        foreach (var movement in Of(settlement))
        {
            await RecordAsync(movement);
        }

        await store.NoteAsync(settlement.Id, settlement.Version, s => s with { Recorded = settlement.Version });
    }

    /// <summary>Whether the platform is owed what an attempt would reserve: neither account goes below its floor, which no single partition knows.</summary>
    public async Task<bool> CoversAsync(Settlement settlement, CancellationToken cancellation)
    {
        var (payable, commission) = (LedgerAccounts.Payable(settlement.Platform), LedgerAccounts.Commission(settlement.Platform));
        var held = await balances.ReadAsync([payable, commission], cancellation);
        return held[payable].Available >= settlement.Net && held[commission].Available >= settlement.Commission;
    }

    /// <summary>One that is given up before it was ever recorded is recorded as given up, so that nobody who is late can reserve it.</summary>
    private async Task RecordAsync(NewTransfer movement)
    {
        if (await ledger.TryPostAsync(movement) == PostResult.Known && movement.State != TransferState.Pending)
        {
            await ledger.SettleAsync(movement.Key, movement.State == TransferState.Posted ? TransferEvent.Post : TransferEvent.Void);
        }
    }

    /// <summary>
    /// Every movement there is, in the order it happened, but first what was given up and last what takes the place of something that died: nobody gives what
    /// another attempt still holds.
    /// </summary>
    public static IEnumerable<NewTransfer> Of(Settlement settlement)
    {
        SettlementMovements[] attempts = [.. settlement.Attempts.Select(a => new SettlementMovements(settlement, a))];
        return attempts.SelectMany(a => a.All()).OrderBy(m => m.State != TransferState.Voided).Concat(attempts.SelectMany(a => a.Takeover()));
    }
}
