using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Settlements;

/// <summary>A stored statement as an answer, byte for byte.</summary>
internal static class StatementReply
{
    public static QueryParameter Format { get; } = new("format", "json (default) or csv.");

    public static async Task<Reply> OfAsync(Call call, SettlementStatements statements, Settlement settlement)
    {
        var format = call.Query("format") ?? "json";
        if (format is not ("json" or "csv"))
        {
            return Problems.Invalid("format", new("json atau csv.", "json or csv."));
        }

        var csv = format == "csv";
        return new Reply(200)
        {
            Stream = await statements.OpenAsync(settlement, csv), ContentType = csv ? SettlementStatements.CsvType : SettlementStatements.JsonType,
        };
    }
}
