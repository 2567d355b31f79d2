using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Notifications;

namespace Prakerja.Pipeline.Admin;

/// <param name="Debit">The account that gives.</param>
/// <param name="Credit">The account that receives.</param>
/// <param name="Amount">Whole Rupiah.</param>
/// <param name="State">pending, posted, voided.</param>
public sealed record LedgerEntryView(
    string Key, string Debit, string Credit, long Amount, string Kind, string Reference, string State, DateTimeOffset At, DateTimeOffset? SettledAt);

/// <summary>GET /api/admin/ledger/entries and /journal: the ledger as it is, for finance and auditors. It holds random ids only.</summary>
public sealed class MoneyLedger(LedgerScan scan, LedgerExport export) : IUseCase
{
    private const Access Readers = Access.Finance | Access.Auditor;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("ledger-entries", "GET", "/api/admin/ledger/entries", Readers, EntriesAsync)
        {
            Tag = "Money", Response = typeof(Page<LedgerEntryView>), Summary = "Transfers, each with both legs. With an account, a page may hold fewer than the limit, or none, though more follow: go on while there is a next.",
            Query = [new("account", "Only those of this account."), new("from", "First day (WIB) of posting: with days given, posted transfers only."), new("to", "Last day."), .. Paging.Query],
        },
        new("ledger-journal", "GET", "/api/admin/ledger/journal", Readers, call => Task.FromResult(Journal(call)))
        {
            Tag = "Money", Summary = "Posted transfers as a journal for hledger or ledger-cli (text/plain), or as CSV, streamed.",
            Query = [new("day", "Day of posting (WIB); all days if left out."), new("format", "hledger (default) or csv.")],
        },
    ];

    private async Task<Reply> EntriesAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var fields = new Fields();
        var (from, to) = (MoneyDays.Read(call, fields, "from", DateOnly.MinValue), MoneyDays.Read(call, fields, "to", DateOnly.MaxValue));
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        var account = call.Query("account");
        var places = (from, to) == (DateOnly.MinValue, DateOnly.MaxValue) ? LedgerPlaces.Transfers : LedgerPlaces.PostedOn(from, to);
        var (items, next) = await scan.PageAsync(places, t => account is null || t.Debit == account || t.Credit == account, limit, cursor);
        return items is null
            ? Problems.Invalid("cursor", new("Pakai next dari halaman sebelumnya.", "Use the next of the page before."))
            : Reply.Ok(new Page<LedgerEntryView>([.. items.Select(View)], next));
    }

    private Reply Journal(Call call)
    {
        var fields = new Fields();
        var day = MoneyDays.Read(call, fields, "day", DateOnly.MinValue);
        var format = call.Query("format") ?? "hledger";
        fields.Check("format", format is "hledger" or "csv", new("hledger atau csv.", "hledger or csv."));
        return fields.Problem is { } problem ? problem : new Reply(200)
        {
            Stream = export.Open(day == DateOnly.MinValue ? null : day, format == "csv" ? ExportFormat.Csv : ExportFormat.Hledger),
            ContentType = format == "csv" ? "text/csv; charset=utf-8" : "text/plain; charset=utf-8",
        };
    }

    private static LedgerEntryView View(TransferRow t) => new(t.Key, t.Debit, t.Credit, t.Amount, t.Kind, t.Reference, t.State.Word(), t.At, t.SettledAt);
}
