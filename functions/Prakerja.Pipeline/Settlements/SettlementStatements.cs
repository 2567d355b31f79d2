using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>What is owed to a platform, purchase by purchase. Money in whole Rupiah.</summary>
/// <param name="From">Monday of the week. Purchases of days before were posted too late for their own week's statement.</param>
/// <param name="Price">Sum that is paid to the platform; it keeps <paramref name="Commission"/> and passes <paramref name="Net"/> on to the institutions.</param>
/// <param name="Flagged">How many purchases have <c>conflictOfInterest</c>.</param>
public sealed record SettlementStatement(
    string Platform, DateOnly From, DateOnly To, DateTimeOffset MadeAt, int Purchases, long Price, long Commission, long Net, int Flagged, IReadOnlyList<SettlementLine> Lines)
{
    public static SettlementStatement Of(string platform, SettlementWeek week, DateTimeOffset now, IReadOnlyList<SettlementLine> lines)
    {
        var (price, commission) = checked((lines.Sum(l => l.Price), lines.Sum(l => l.Commission)));
        return new SettlementStatement(
            platform, week.Monday, week.Sunday, now, lines.Count, price, commission, price - commission, lines.Count(l => l.ConflictOfInterest), lines);
    }

    /// <summary>The lines as CSV (RFC 4180); codes and ids hold no separators.</summary>
    public byte[] ToCsv()
    {
        var text = new StringBuilder("day,invoiceCode,redeemCode,courseCode,institution,price,commission,net,conflictOfInterest\r\n");
        foreach (var l in Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{l.Day:yyyy-MM-dd},{l.InvoiceCode},{l.RedeemCode},{l.CourseCode},{l.Institution},{l.Price},{l.Commission},{l.Net},")
                .Append(l.ConflictOfInterest ? "true" : "false").Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>
/// Stored statements: container <c>settlements</c>, <c>{platform}/{week}-{hash}.json</c> and <c>.csv</c>, never overwritten. The hash in the name is that of the
/// bytes, so what a settlement names can be no other statement.
/// </summary>
public sealed class SettlementStatements(IBlobStore blobs)
{
    public const string Container = "settlements";
    public const string JsonType = "application/json";
    public const string CsvType = "text/csv; charset=utf-8";

    /// <summary>Hashes (SHA-256, hex) of the two files.</summary>
    public async Task<(string Json, string Csv)> StoreAsync(SettlementStatement statement)
    {
        var (json, csv) = (PipelineJson.Write(statement), statement.ToCsv());
        var id = new SettlementId(statement.Platform, statement.From);
        return (await StoreAsync(id, json, "json", JsonType), await StoreAsync(id, csv, "csv", CsvType));
    }

    /// <exception cref="InvalidOperationException">It is not there, or not as it was stored.</exception>
    public async Task<SettlementStatement> ReadAsync(Settlement settlement)
    {
        await using var stream = await OpenAsync(settlement, csv: false);
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        return HashOf(whole.ToArray()) == settlement.JsonHash
            ? PipelineJson.Read<SettlementStatement>(whole.ToArray())
            : throw new InvalidOperationException($"The statement of settlement {settlement.Id} is not what was stored.");
    }

    public async Task<Stream> OpenAsync(Settlement settlement, bool csv) =>
        await blobs.OpenAsync(Container, csv ? NameOf(settlement.Id, settlement.CsvHash, "csv") : NameOf(settlement.Id, settlement.JsonHash, "json"))
            ?? throw new InvalidOperationException($"Settlement {settlement.Id} has no statement.");

    private async Task<string> StoreAsync(SettlementId id, byte[] content, string extension, string type)
    {
        var hash = HashOf(content);
        using var stream = new MemoryStream(content, writable: false);
        await blobs.PutAsync(Container, NameOf(id, hash, extension), stream, type, overwrite: false);
        return hash;
    }

    private static string NameOf(SettlementId id, string hash, string extension) => $"{id.Platform}/{id.Monday:yyyy-MM-dd}-{hash}.{extension}";

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
