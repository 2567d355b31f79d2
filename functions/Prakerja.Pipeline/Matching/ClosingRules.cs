using System.Globalization;
using System.Text.Json.Nodes;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Matching;

/// <summary>
/// Whether a day can be closed: it is over, every earlier one with payments is closed, ledger, partners and statements agree on it, and the ledger agrees with
/// itself: audits after the day found the running balances of every partition to be those of its entries.
/// </summary>
public sealed class ClosingRules(DayStore days, DayMatching matching, PaymentDays spoken, AuditedDays audits, TimeProvider clock)
{
    /// <summary>Commits that were under way at midnight have ended by then.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private static Problem NotOver { get; } = Problems.Conflict(
        "day-not-over", new("Hari belum berakhir", "The day is not over"), new("Dapat ditutup mulai pukul 01.00 hari berikutnya.", "It can be closed from 01:00 of the next day."));

    private static Problem NotAudited { get; } = Problems.Conflict("ledger-not-audited", new("Buku besar belum diperiksa", "The ledger is not audited"), new(
        "Pemeriksaan buku besar setelah hari itu belum ada, belum lengkap, atau menemukan selisih; ia berjalan setiap malam pukul 03.30.",
        "There is no audit of the whole ledger after that day yet, or it found a difference; it runs each night at 03:30."));

    private static Problem NothingMoved { get; } = Problems.Conflict("nothing-to-close", new("Tidak ada yang ditutup", "There is nothing to close"), new(
        "Hari itu sebelum hari pertama ada pembayaran.", "That day is before the first one on which there were payments."));

    public static Problem AlreadyClosed { get; } = Problems.Conflict(
        "day-closed", new("Hari sudah ditutup", "The day is closed"), new("Dua orang sudah menutup hari ini.", "Two people have closed this day."));

    public static Problem FiguresChanged { get; } = Problems.Conflict("figures-changed", new("Angkanya sudah berubah", "The figures have changed"), new(
        "Angkanya tidak sama lagi dengan saat diusulkan; usulkan lagi.", "The figures are not those that were proposed any more; propose it again."));

    /// <summary>The day, matched just now, or why it cannot be closed.</summary>
    public async Task<(DayRecord? Record, Problem? Problem)> CheckAsync(DateOnly day)
    {
        if (day == DateOnly.MaxValue || clock.GetUtcNow() < Wib.StartOf(day.AddDays(1)) + Margin)
        {
            return (null, NotOver);
        }

        if (await spoken.FirstAsync() is not { } first || day < first)
        {
            return (null, NothingMoved);
        }

        if (!await audits.IsAuditedAsync(Wib.StartOf(day.AddDays(1))))
        {
            return (null, NotAudited);
        }

        if (await FirstOpenAsync(first, day) is { } earlier)
        {
            return (null, EarlierOpen(earlier));
        }

        var record = await matching.RunAsync(day);
        return record.Closed is null && !record.Figures.Matches ? (record, Differs(record.Figures)) : (record, null);
    }

    /// <summary>The first day before this one that has payments and is not closed.</summary>
    private async Task<DateOnly?> FirstOpenAsync(DateOnly first, DateOnly day)
    {
        var known = await days.FindAsync(first, day.AddDays(-1));
        for (var earlier = first; earlier < day; earlier = earlier.AddDays(1))
        {
            var record = known.GetValueOrDefault(earlier) is { IsOfWholeDay: true } settled ? settled : await matching.RunAsync(earlier);
            if (record.Closed is null && !record.Figures.IsEmpty)
            {
                return earlier;
            }
        }

        return null;
    }

    private static Problem EarlierOpen(DateOnly earlier) => Problems.Conflict(
        "earlier-day-open", new("Hari sebelumnya belum ditutup", "An earlier day is not closed"),
        new($"Tutup dahulu {PaymentDays.Text(earlier)}.", $"Close {PaymentDays.Text(earlier)} first.")) with
    {
        Extensions = new JsonObject { ["day"] = PaymentDays.Text(earlier) },
    };

    /// <summary>409 with the figures.</summary>
    private static Problem Differs(DayFigures f) => Problems.Conflict("day-differs", new("Hari ini belum cocok", "The day does not match"), new(
        string.Create(CultureInfo.InvariantCulture, $"{f.Different} berbeda, {f.InSuspense} di suspense, rekening koran belum lengkap: {Names(f, "tidak ada")}."),
        string.Create(CultureInfo.InvariantCulture, $"{f.Different} differ, {f.InSuspense} are in suspense, statements not complete: {Names(f, "none")}."))) with
    {
        Extensions = new JsonObject
        {
            ["ledger"] = f.Payments.Ledger.Sum, ["partner"] = f.Payments.Partner.Sum, ["statement"] = f.Payments.Statement.Sum, ["different"] = f.Different,
            ["inSuspense"] = f.InSuspense, ["withoutStatement"] = new JsonArray([.. f.WithoutStatement.Select(p => JsonValue.Create(p))]),
        },
    };

    private static string Names(DayFigures figures, string none) => figures.WithoutStatement.Count == 0 ? none : string.Join(", ", figures.WithoutStatement);
}
