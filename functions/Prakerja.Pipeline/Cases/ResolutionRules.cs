using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Cases;

/// <summary>What speaks against ending a case so: asked when it is proposed, and again when it is approved.</summary>
public sealed class ResolutionRules(ParticipantStore participants, PaymentReferences references, RecoveryIndex recoveries, RecoveryRefunds refunds, LedgerReader reader, ProgrammeLedger ledger, SettlementSuspense settlements)
{
    public static Problem Closed { get; } = Problems.Conflict(
        "case-closed", new("Kasus sudah ditutup", "The case is closed"), new("Tidak ada lagi yang perlu diputuskan.", "There is nothing left to decide."));

    private static Problem SuspenseFirst { get; } = Problems.Conflict("suspense-first", new("Suspense harus diselesaikan dahulu", "Suspense has to be settled first"), new(
        "Untuk pembayaran ini ada uang di suspense; selesaikan kasus itu dahulu.", "Money of this payment is in suspense; end that case first."));

    private static Problem AttemptFirst { get; } = Problems.Conflict("payout-open", new("Pembayaran berikutnya belum selesai", "The next attempt is not over"), new(
        "Tunggu sampai percobaan yang berjalan dibayar atau gagal.", "Wait until the attempt that is under way is paid or has failed."));

    /// <summary>Null: nothing.</summary>
    public async Task<Problem?> RefusalAsync(PayoutCase about, CaseProposal how)
    {
        if (!about.IsOpen || about.Decision is not null)
        {
            return Closed;
        }

        var fitting = Resolutions.Of(about);
        if (!fitting.Contains(how.Resolution, StringComparer.Ordinal))
        {
            return Problems.Invalid("resolution", fitting.Count == 0
                ? new("Kasus ini berakhir dengan cara lain.", "This case ends otherwise.")
                : new($"Harus salah satu dari: {string.Join(", ", fitting)}.", $"Must be one of: {string.Join(", ", fitting)}."));
        }

        var reference = await references.FindAsync(about.Reference);
        return (about.What, how.Resolution) switch
        {
            ("no-answer", _) => await HasSuspenseAsync(reference!) ? SuspenseFirst : null,
            ("returned-other-amount", Resolutions.Settle) => await UnfitReturnAsync(about, reference!),
            (_, Resolutions.Recover) when SettlementId.Of(reference!) is not null => Problems.Invalid(
                "resolution", new("Platform bukan peserta: mintalah kembali uangnya.", "A platform is no participant: have the money returned.")),
            (_, Resolutions.Assign) => await UnfitReferenceAsync(about, how.Reference),
            _ => null,
        };
    }

    private async Task<bool> HasSuspenseAsync(PaymentReference reference) => SettlementId.Of(reference) is not null
        ? await settlements.HasUndecidedAsync(reference)
        : PayoutSuccess.IsInSuspense(await reader.AllAsync(reference.Participant), reference);

    /// <summary>No more than was given can come back; and while another attempt is under way, nobody knows yet what will be missing.</summary>
    private async Task<Problem?> UnfitReturnAsync(PayoutCase about, PaymentReference reference)
    {
        if (about.Amount > AttemptMoney.Of(await reader.AllAsync(reference.Participant), reference).Total)
        {
            return Problems.Invalid("resolution", new("Yang kembali lebih banyak daripada yang dibayar.", "More came back than was paid."));
        }

        var payout = (await participants.FindAsync(reference.Participant))?.Payouts.FirstOrDefault(p => p.Key == reference.Key);
        return payout is { State: PaymentState.Sending or PaymentState.Unknown } ? AttemptFirst : null;
    }

    /// <summary>A line is assigned to a payout of the provider in whose statement it was; or to a recovery: what came in, if something is owed, what left, if a refund of that amount waits for its line.</summary>
    private async Task<Problem?> UnfitReferenceAsync(PayoutCase about, string? named)
    {
        var posted = await ledger.FindAsync(about.Id);
        var provider = (posted?.Debit == LedgerAccounts.Suspense ? posted.Credit : posted?.Debit)?.Split(':')[^1];
        if (named is not null && await recoveries.FindAsync(named) is { } recovery)
        {
            return await UnfitRecoveryAsync(about, recovery, provider ?? Statements.Unmatched);
        }

        var reference = named is null ? null : await references.FindAsync(named);
        if (reference is not { Key: not null })
        {
            return Problems.Invalid("reference", new(
                "Referensi pembayaran, atau id atau kode bayar pengembalian, yang dikenal.", "A payment's reference, or a recovery's id or pay code, that is known."));
        }

        return provider is null or Statements.Unmatched || provider == reference.Provider ? null : Problems.Invalid(
            "reference", new($"Pembayaran lewat {provider}.", $"A payment by {provider}."));
    }

    private async Task<Problem?> UnfitRecoveryAsync(PayoutCase about, RecoveryId recovery, string provider)
    {
        if (about.What == "unmatched-credit")
        {
            var owed = (await participants.FindAsync(recovery.Participant))?.FindRecovery(recovery.Number)?.Recovery.Owed;
            return owed > 0 ? null : Problems.Invalid("reference", new("Tidak ada lagi yang terutang.", "Nothing is owed any more."));
        }

        return await refunds.FindUnstatedAsync(recovery, provider, about.Amount) is not null ? null : Problems.Invalid("reference", new(
            "Tidak ada pengembalian dana sebesar ini yang menunggu rekening koran.", "No refund of this amount by this provider waits for its line."));
    }
}
