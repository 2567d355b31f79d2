using System.Globalization;
using System.Xml.Linq;
using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Reads the booked entries of a camt.053: one for each transaction in them.</summary>
internal static class StatementEntries
{
    public static bool IsBooked(XElement entry) => entry.Text("Sts/Cd") == "BOOK";

    /// <param name="page">Its number: an entry that the bank gives no id is known by its place.</param>
    /// <param name="created">When the statement was made, where an entry has no day of its own.</param>
    public static Parsed<IReadOnlyList<StatementEntry>> Read(XElement statement, int page, DateTimeOffset created)
    {
        var entries = new List<StatementEntry>();
        foreach (var (index, entry) in statement.Children("Ntry").Where(IsBooked).Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{page}#{index}");
            if (Amount(entry) is not { } sum)
            {
                return Refused("Ntry/Amt");
            }

            var details = entry.Children("NtryDtls").SelectMany(d => d.Children("TxDtls")).ToArray();
            if (details.Length <= 1)
            {
                entries.Add(Entry(entry, details.SingleOrDefault(), sum, created, entry.Text("AcctSvcrRef") ?? place));
                continue;
            }

            if (details.Any(d => d.Child("Amt") is null || Amount(d) is null) || details.Sum(d => (decimal)Amount(d)!.Value) != sum)
            {
                return Refused("Ntry/NtryDtls/TxDtls/Amt");
            }

            entries.AddRange(details.Index().Select(d => Entry(entry, d.Item, Amount(d.Item)!.Value, created, $"{entry.Text("AcctSvcrRef") ?? place}#{d.Index}")));
        }

        return Parsed.Ok(Apart(entries));
    }

    /// <summary>The balances prove that each is a movement of its own, so of several under one id of the bank's, as of a batch, the second has another.</summary>
    private static IReadOnlyList<StatementEntry> Apart(List<StatementEntry> entries)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. entries.Select(entry =>
        {
            var nth = seen[entry.Entry!] = seen.GetValueOrDefault(entry.Entry!) + 1;
            return nth == 1 ? entry : entry with { Entry = string.Create(CultureInfo.InvariantCulture, $"{entry.Entry}#{nth}") };
        })];
    }

    private static StatementEntry Entry(XElement entry, XElement? details, long amount, DateTimeOffset created, string id)
    {
        var reference = details?.Text("Refs/EndToEndId") is { } end && end != "NOTPROVIDED" ? end
            : details?.Text("Refs/AcctSvcrRef") ?? entry.Text("AcctSvcrRef") ?? entry.Text("NtryRef") ?? "-";
        var returned = details?.Child("RtrInf");
        var direction = details?.Text("CdtDbtInd") ?? entry.Text("CdtDbtInd");
        return new StatementEntry(
            reference, amount, direction == "DBIT", returned is not null || entry.Text("RvslInd") is "true" or "1",
            returned?.Text("Rsn/Cd") ?? returned?.Text("Rsn/Prtry"), entry.DayOrTime("BookgDt") ?? entry.DayOrTime("ValDt") ?? created,
            details?.Text("Refs/AcctSvcrRef") ?? id);
    }

    private static long? Amount(XElement element) => element.Child("Amt")!.Rupiah() is { } amount && TransferLimits.Holds(amount) ? amount : null;

    private static Parsed<IReadOnlyList<StatementEntry>> Refused(string element) => Parsed.Refused<IReadOnlyList<StatementEntry>>(
        $"{element}: {IsoReading.NotRupiah.Id} Jumlah rincian harus sama dengan mutasinya.", $"{element}: {IsoReading.NotRupiah.En} Details add up to their entry.");
}
