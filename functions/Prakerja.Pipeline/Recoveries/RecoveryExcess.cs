using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Cases;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>
/// Gives back what came in beyond what was owed, as when a payment bounces after the person has made it good: what was set off is the incentive's again, by
/// itself, and it is paid; of cash, and where the person may not be paid any more, two people say what became of it.
/// </summary>
public sealed class RecoveryExcess(ParticipantStore participants, PayoutLedger ledger, RecoveryBook book, PayoutCases cases)
{
    /// <summary>What the case is about.</summary>
    public const string Case = "recovery-excess";

    /// <summary>What was set off goes back to its incentives; one with an attempt under way when that is over, which wakes the lifecycle.</summary>
    public async ValueTask GiveBackAsync(ParticipantChange change)
    {
        foreach (var number in change.Participant.Recoveries.Where(r => r.Recovery.Excess > 0 && !change.Participant.IsLost()).Select(r => r.Recovery.Number).ToArray())
        {
            var id = new RecoveryId(change.Before.Id, number);
            var seen = await ledger.SeenAsync(change);
            foreach (var offset in seen.Where(t => t.Kind == RecoveryBook.OffSetKind && t.Reference == $"{id}").OrderBy(t => t.CountsFrom).ThenBy(t => t.Key, StringComparer.Ordinal))
            {
                await GiveBackAsync(change, id, offset, [.. seen.Where(t => t.Key.StartsWith($"{offset.Key}-back-", StringComparison.Ordinal))]);
            }
        }
    }

    /// <summary>A case for what does not go back by itself; one at a time.</summary>
    public async Task OpenCasesAsync(Participant participant)
    {
        foreach (var recovery in participant.Recoveries.Select(r => r.Recovery).Where(r => r.Excess > 0))
        {
            var rest = recovery.Excess - (participant.IsLost() ? 0 : Math.Min(recovery.OffSet, recovery.Excess));
            if (rest > 0)
            {
                var id = new RecoveryId(participant.Id, recovery.Number);
                var ended = participant.RecoveryKeys.Count(k => k.StartsWith(EndKey(id, ""), StringComparison.Ordinal));
                var payout = new PaymentReference($"{id}", participant.Id, null, 0, rest, "", recovery.OpenedAt);
                await cases.OpenAsync(CaseKinds.Suspense, Case, $"{Case}-{id}-{ended + 1}", $"{id}", payout, rest);
            }
        }
    }

    /// <summary>Id of the case by which two people gave something back.</summary>
    /// <param name="key">Of its transfer, without the participant.</param>
    public static string CaseOf(RecoveryId id, string key) => $"{Case}-{id}-{key[EndKey(id, "").Length..]}";

    /// <summary>Two people decided: it was transferred back to the person, or the state keeps it.</summary>
    public Task EndAsync(PayoutCase about, CaseDecision decision)
    {
        var id = RecoveryId.Parse(about.Reference)!.Value;
        var key = EndKey(id, about.Id[(about.Id.LastIndexOf('-') + 1)..]);
        return participants.ChangeAsync(id.Participant, async change =>
        {
            await book.FoldAsync(change);
            var seen = await ledger.SeenAsync(change);
            var amount = Math.Min(about.Amount, change.Participant.FindRecovery(id.Number)!.Recovery.Excess);
            if (amount > 0 && seen.All(t => t.Key != key))
            {
                var to = decision.Proposal.Resolution == Resolutions.Refund
                    ? seen.LastOrDefault(t => t.Kind == RecoveryBook.RepaidKind && t.Reference == $"{id}")?.Debit ?? LedgerAccounts.Repaid(Statements.Unmatched)
                    : LedgerAccounts.TreasuryReturns(Wib.DateOf(change.At).Year);
                change.Record(key, LedgerAccounts.Recovery(id.Participant), to, amount, RecoveryBook.GivenBackKind, $"{id}", TransferState.Posted);
                await book.FoldAsync(change);
            }

            return true;
        });
    }

    private async ValueTask GiveBackAsync(ParticipantChange change, RecoveryId id, TransferRow offset, TransferRow[] before)
    {
        var amount = Math.Min(change.Participant.FindRecovery(id.Number)!.Recovery.Excess, offset.Amount - before.Sum(t => t.Amount));
        var payout = change.Participant.Payouts.FirstOrDefault(p => offset.Key.StartsWith($"{p.Key}-", StringComparison.Ordinal));
        if (amount <= 0 || payout is not { State: PaymentState.Paid or PaymentState.Failed })
        {
            return;
        }

        change.Record(
            $"{offset.Key}-back-{before.Length + 1}", LedgerAccounts.Recovery(id.Participant), LedgerAccounts.Incentive(id.Participant), amount, RecoveryBook.GivenBackKind, $"{id}", TransferState.Posted);
        await book.FoldAsync(change);

        // No day takes away what the person had to wait for without fault of theirs.
        var open = payout with { PartPaid = payout.Has - amount, OffSet = payout.OffSet - amount, Lifted = true };
        change.Participant = change.Participant.WithPayout(payout.State == PaymentState.Failed
            ? open : open with { State = PaymentState.Failed, At = change.At, Reason = PayoutRetry.PartlyPaid, PaidAt = null, PaidAttempt = null });
        change.WakeLifecycle();
    }

    private static string EndKey(RecoveryId id, string number) => $"{id.Key}-excess-{number}";
}
