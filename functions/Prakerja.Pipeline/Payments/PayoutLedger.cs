using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// The money side of incentives, all in the participant's partition: the entitlement (budget → incentive), per attempt the reservation
/// (incentive → in-flight, pending until the fate is known), the payment (in-flight → paid), what came back (paid → incentive), and at the end what is
/// left (incentive → budget or treasury-returns). Keys are made of incentive and attempt, so no movement is recorded twice.
/// </summary>
public sealed class PayoutLedger(LedgerReader reader, ITableStore tables)
{
    public const string PaidKind = "incentive-paid";
    public const string ReturnedKind = "incentive-returned";
    public const string LateKind = "incentive-late";
    public const string SuspenseKind = "suspense";

    public static string ReserveKey(string key, int attempt) => $"{key}-{attempt}";

    public static string PaidKey(string key, int attempt) => $"{key}-{attempt}-paid";

    public static string ReturnedKey(string key, int attempt) => $"{key}-{attempt}-returned";

    /// <summary>Stored transfers and those this change is about to write.</summary>
    public async Task<IReadOnlyList<TransferRow>> SeenAsync(ParticipantChange change)
    {
        var stored = await reader.AllAsync(change.Before.Id);
        var written = change.Writes.Where(w => w.Row.StartsWith("l|", StringComparison.Ordinal)).Select(BodyOf).Where(b => !b.IsEmpty).Select(PipelineJson.Read<TransferRow>).ToList();
        return [.. stored.Where(s => written.All(w => w.Key != s.Key)), .. written];
    }

    /// <summary>Everything the scheme can pay in cash, from the year's budget; once.</summary>
    public static void Entitle(ParticipantChange change, IReadOnlyList<TransferRow> seen, Award award)
    {
        var account = LedgerAccounts.Incentive(change.Before.Id);
        if (seen.Any(t => t.Credit == account && t.Debit.StartsWith("budget:", StringComparison.Ordinal)))
        {
            return;
        }

        var scheme = SchemeTable.Find(award.Scheme)!;
        change.Record("entitlement", AwardMoney.BudgetOf(award, change.Before.Id), account, scheme.Total - scheme.TrainingBalance, "entitlement", award.CardNumber, TransferState.Posted);
    }

    /// <param name="seen">With what this change has written so far.</param>
    /// <exception cref="InvalidOperationException">More than was entitled to: a fault in the program.</exception>
    public static void Reserve(ParticipantChange change, IReadOnlyList<TransferRow> seen, Payout payout, string reference)
    {
        var account = LedgerAccounts.Incentive(change.Before.Id);
        if (Available(seen, account) < payout.Amount)
        {
            throw new InvalidOperationException($"Paying {payout.Key} would exceed the entitlement.");
        }

        change.Record(ReserveKey(payout.Key, payout.Attempt), account, LedgerAccounts.InFlight(payout.Provider), payout.Amount, "incentive", reference, TransferState.Pending);
    }

    /// <summary>What is left of the entitlement returns (<see cref="AwardMoney.ReturnsTo"/>); nothing while a payment is open.</summary>
    public static void GiveBack(ParticipantChange change, IReadOnlyList<TransferRow> seen)
    {
        var account = LedgerAccounts.Incentive(change.Before.Id);
        var left = Balances.Of(seen.Select(t => t.ToTransfer()))[account];
        if (left is { Posted: > 0, PendingOut: 0 })
        {
            var number = seen.Count(t => t.Kind == "incentive-return");
            var to = AwardMoney.ReturnsTo(change.Participant, change.At);
            change.Record($"incentive-return-{number + 1}", account, to, left.Posted, "incentive-return", change.Before.Id, TransferState.Posted);
        }
    }

    /// <summary>Voids a reservation that is still pending.</summary>
    public async Task VoidAsync(ParticipantChange change, string key, int attempt) =>
        await SettleAsync(change, key, attempt, TransferEvent.Void);

    /// <summary>The reservation is posted and the money is with the person: in-flight → paid.</summary>
    /// <returns>False if the reservation is not pending any more.</returns>
    public async Task<bool> PostAsync(ParticipantChange change, PaymentReference reference)
    {
        if (!await SettleAsync(change, reference.Key!, reference.Attempt, TransferEvent.Post))
        {
            return false;
        }

        change.Record(PaidKey(reference.Key!, reference.Attempt), LedgerAccounts.InFlight(reference.Provider), LedgerAccounts.Paid(reference.Provider),
            reference.Amount, PaidKind, reference.Reference, TransferState.Posted);
        return true;
    }

    private async Task<bool> SettleAsync(ParticipantChange change, string key, int attempt, TransferEvent happened)
    {
        var row = await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(change.Before.Id), ParticipantKeys.Transfer(change.Before.Id, ReserveKey(key, attempt)));
        if (row is null || PipelineJson.Read<TransferRow>(row.Body) is not { State: TransferState.Pending } pending)
        {
            return false;
        }

        change.Settle(pending, row.ETag, happened);
        return true;
    }

    public static long Available(IReadOnlyList<TransferRow> seen, string account) => Balances.Of(seen.Select(t => t.ToTransfer()))[account].Available;

    private static ReadOnlyMemory<byte> BodyOf(TableWrite write) => write switch
    {
        TableWrite.Insert insert => insert.Body,
        TableWrite.Upsert upsert => upsert.Body,
        TableWrite.Replace replace => replace.Body,
        _ => default,
    };
}
