using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>One completed purchase in a settlement statement. Money in whole Rupiah; nothing tells of the person.</summary>
/// <param name="Day">Of posting (WIB).</param>
/// <param name="Price">What the programme pays the platform.</param>
/// <param name="Commission">What the platform keeps of it.</param>
/// <param name="Net">What it passes on to the institution.</param>
/// <param name="ConflictOfInterest">Platform and institution had one owner when it was bought.</param>
public sealed record SettlementLine(
    DateOnly Day, string InvoiceCode, string RedeemCode, string CourseCode, string Institution, long Price, long Commission, long Net, bool ConflictOfInterest);

/// <summary>
/// Completed purchases that wait to be settled: a row beside the transfers, in the commit that posts them, taken away once a stored statement has it. What
/// is posted late, even after its week's statement was made, is found by the next one.
/// </summary>
public sealed class SettlementLines(ITableStore tables)
{
    private const int ShardsAtOnce = 32;

    public static void Leave(ParticipantChange change, Purchase purchase)
    {
        var day = Wib.DateOf(change.At);
        change.Insert(ParticipantKeys.SettlementLine(purchase.Platform, day, purchase.RedeemCode), new SettlementLine(
            day, purchase.InvoiceCode, purchase.RedeemCode, purchase.CourseCode, purchase.Institution,
            purchase.Price, purchase.Commission, purchase.Price - purchase.Commission, purchase.ConflictOfInterest));
    }

    /// <summary>All that a platform has earned up to a day and that no statement has, by day and invoice.</summary>
    public async Task<IReadOnlyList<SettlementLine>> ReadAsync(string platform, DateOnly until, CancellationToken cancellation = default)
    {
        var lines = new List<SettlementLine>();
        await AtOnce.ForEachAsync(ShardsAtOnce, ParticipantKeys.Shards, async shard =>
        {
            await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, shard, Range(platform, until), cancellation: cancellation))
            {
                lock (lines)
                {
                    lines.Add(PipelineJson.Read<SettlementLine>(row.Body));
                }
            }
        }, cancellation);
        return [.. lines.OrderBy(l => l.Day).ThenBy(l => l.InvoiceCode, StringComparer.Ordinal)];
    }

    /// <summary>Takes away what a stored statement has; again after a crash.</summary>
    public Task RemoveAsync(string platform, IReadOnlyList<SettlementLine> stated, DateOnly until, CancellationToken cancellation = default)
    {
        var taken = stated.Select(l => ParticipantKeys.SettlementLine(platform, l.Day, l.RedeemCode)).ToHashSet(StringComparer.Ordinal);
        return AtOnce.ForEachAsync(ShardsAtOnce, ParticipantKeys.Shards, shard => RemoveAsync(shard, Range(platform, until), taken, cancellation), cancellation);
    }

    private async Task RemoveAsync(string shard, RowRange range, HashSet<string> taken, CancellationToken cancellation)
    {
        var there = new List<string>();
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, shard, range, cancellation: cancellation))
        {
            there.Add(row.Row);
        }

        foreach (var rows in there.Where(taken.Contains).Chunk(TableLimits.MaxWrites))
        {
            await tables.CommitAsync(ParticipantKeys.Table, shard, [.. rows.Select(r => new TableWrite.Delete(r))], cancellation);
        }
    }

    private static RowRange Range(string platform, DateOnly until) => new(
        ParticipantKeys.SettlementLines(platform), $"{ParticipantKeys.SettlementLines(platform)}{Wib.DaysLater(until, 1):yyyy-MM-dd}");
}
