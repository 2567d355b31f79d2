using System.Globalization;
using Prakerja.Domain;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Payments;

/// <summary>Money that moved on our account at a provider, as its statement will list it.</summary>
internal sealed record AccountMove(string Reference, bool IsBack);

/// <summary>Which payments moved money at a provider on a day (WIB): one row each, committed with the payment.</summary>
internal sealed class AccountMoves(ITableStore tables)
{
    private const string Prefix = "move-";

    public static IEnumerable<TableWrite> RowsOf(PaymentRecord record) => record.Fate switch
    {
        PaymentFate.Paid => [RowOf(record, record.At, isBack: false)],
        PaymentFate.Returned => [RowOf(record, record.ReturnedAt!.Value, isBack: true)],
        _ => [],
    };

    /// <summary>In the order of their references.</summary>
    public async Task<IReadOnlyList<AccountMove>> OfAsync(string provider, DateOnly day) =>
        await tables.RowsAsync(OutsideJobs.Table, OutsideJobs.Partition, RowRange.Prefix(PrefixOf(provider, day))).Select(row => PipelineJson.Read<AccountMove>(row.Body)).ToListAsync();

    private static TableWrite.Upsert RowOf(PaymentRecord record, DateTimeOffset at, bool isBack) => new(
        $"{PrefixOf(record.Provider, Wib.DateOf(at))}{Uri.EscapeDataString(record.Reference)}{(isBack ? "-back" : "")}", PipelineJson.Write(new AccountMove(record.Reference, isBack)));

    private static string PrefixOf(string provider, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{provider}-{day:yyyyMMdd}-");
}
