using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>
/// Keeps the recoveries in a participant's row in step with the transfers of their account <c>recovery:{p}</c>: whatever debits it is owed, whatever credits it
/// came back. So the sums are the ledger's, whoever recorded them; each transfer counts once.
/// </summary>
public sealed class RecoveryBook(PayoutLedger ledger)
{
    /// <summary>Cause: the same incentive reached the person twice, or more of it than was instructed.</summary>
    public const string PaidTwice = "paid-twice";

    public const string ClaimKind = "recovery-claim";
    public const string RepaidKind = "recovery-repaid";
    public const string OffSetKind = "recovery-offset";
    public const string WrittenOffKind = "recovery-written-off";

    /// <summary>Came in beyond what was owed, and is given back.</summary>
    public const string GivenBackKind = "recovery-given-back";

    /// <summary>Takes up what was recorded since; in the commit of the change, which may have recorded some itself.</summary>
    public async ValueTask FoldAsync(ParticipantChange change)
    {
        if (change.Participant.RecoveryMoves == change.Participant.RecoveryKeys.Count)
        {
            return;
        }

        var account = LedgerAccounts.Recovery(change.Before.Id);
        var known = change.Participant.RecoveryKeys.ToHashSet(StringComparer.Ordinal);
        TransferRow[] moves = [.. (await ledger.SeenAsync(change)).Where(t => t.Debit == account || t.Credit == account)
            .Where(t => !known.Contains(t.Key)).OrderBy(t => t.CountsFrom).ThenBy(t => t.Debit != account).ThenBy(t => t.Key, StringComparer.Ordinal)];
        foreach (var move in moves)
        {
            if (move.Kind == GivenBackKind)
            {
                GiveBack(change, move);
            }
            else if (move.Debit == account)
            {
                Open(change, move);
            }
            else
            {
                Credit(change, move);
            }
        }

        string[] keys = [.. change.Participant.RecoveryKeys, .. moves.Select(m => m.Key)];
        change.Participant = change.Participant with { RecoveryKeys = keys, RecoveryMoves = keys.Length };
    }

    private static void Open(ParticipantChange change, TransferRow move)
    {
        var entry = change.Participant.Recoveries.FirstOrDefault(r => new RecoveryId(change.Before.Id, r.Recovery.Number).Key == move.Key) is { } claimed
            ? claimed with { Recovery = RecoveryLifecycle.Next(claimed.Recovery, new RecoveryEvent.Approved(), move.CountsFrom).Value }
            : new RecoveryEntry(new Recovery(
                change.Participant.Recoveries.Count + 1, PaidTwice, move.Reference, move.Amount, move.CountsFrom,
                Wib.DaysLater(Wib.DateOf(move.CountsFrom), Recovery.DaysToRepay)) { State = RecoveryState.Open });
        change.Keep(entry);
        change.Notify("recovery-opened", ("amount", Text(entry.Recovery.Amount)), ("by", $"{entry.Recovery.DueBy:yyyy-MM-dd}"),
            ("code", new RecoveryId(change.Before.Id, entry.Recovery.Number).PayCode));
    }

    private static void Credit(ParticipantChange change, TransferRow move)
    {
        if (Of(change, move) is not { } entry)
        {
            throw new InvalidOperationException($"Transfer {move.Key} credits a recovery that is not there.");
        }

        RecoveryEvent happened = move.Kind switch
        {
            RepaidKind => new RecoveryEvent.Repaid(move.Amount),
            OffSetKind => new RecoveryEvent.OffSet(move.Amount),
            WrittenOffKind => new RecoveryEvent.WrittenOff(),
            _ => new RecoveryEvent.Returned(move.Amount),
        };
        var after = RecoveryLifecycle.Next(entry.Recovery, happened, move.CountsFrom).Value;
        change.Keep(entry with { Recovery = after, Proposal = after.IsOwed ? entry.Proposal : null });
        if (after.State == RecoveryState.Settled && entry.Recovery.IsOwed)
        {
            change.Notify("recovery-settled", ("amount", Text(after.Amount)));
        }
    }

    private static void GiveBack(ParticipantChange change, TransferRow move)
    {
        var entry = Of(change, move) ?? throw new InvalidOperationException($"Transfer {move.Key} gives back of a recovery that is not there.");
        var happened = new RecoveryEvent.GivenBack(move.Amount, move.Credit == LedgerAccounts.Incentive(change.Before.Id));
        change.Keep(entry with { Recovery = RecoveryLifecycle.Next(entry.Recovery, happened, move.CountsFrom).Value });
    }

    /// <summary>Ours name the recovery; a payment that bounced names itself.</summary>
    private static RecoveryEntry? Of(ParticipantChange change, TransferRow move)
    {
        var all = change.Participant.Recoveries.Where(r => r.Recovery.State is not (RecoveryState.Proposed or RecoveryState.Dropped)).ToArray();
        return all.FirstOrDefault(r => new RecoveryId(change.Before.Id, r.Recovery.Number).ToString() == move.Reference)
            ?? all.FirstOrDefault(r => r.Recovery.Reference == move.Reference && r.Recovery.IsOwed)
            ?? all.FirstOrDefault(r => r.Recovery.Reference == move.Reference);
    }

    internal static string Text(long amount) => amount.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', '.');
}
