using System.Globalization;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>
/// The day index: beside every posted transfer, written in the same commit, a row in order of the day (WIB) it was posted. Reading a day costs that day,
/// however old the ledger is. A day that has passed does not change any more once the commits under way at midnight have ended.
/// </summary>
public sealed class LedgerDays(LedgerScan scan)
{
    /// <summary>What was posted on a day, shard by shard, in each in the order of participant and key, then the programme's own: always in the same order.</summary>
    public IAsyncEnumerable<TransferRow> ReadAsync(DateOnly day) => scan.ReadAsync(LedgerPlaces.PostedOn(day, day));

    /// <summary>What was posted on the days from and until (inclusive), in each shard day after day.</summary>
    public IAsyncEnumerable<TransferRow> ReadAsync(DateOnly from, DateOnly until) => scan.ReadAsync(LedgerPlaces.PostedOn(from, until));

    /// <summary>A day as it is in row keys: in their order.</summary>
    internal static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Rows of the days, whose keys are the prefix, the day and <c>|</c>.</summary>
    internal static RowRange Range(string prefix, DateOnly from, DateOnly until) => new($"{prefix}{Text(from)}|", $"{prefix}{Text(until)}|\uffff");
}

/// <summary>Which rows of the partitions are read: transfers, or their entries in the day index.</summary>
/// <param name="Participants">In the shards of the participants.</param>
/// <param name="Programme">In those of the programme's own transfers.</param>
public sealed record LedgerPlaces(RowRange Participants, RowRange Programme)
{
    /// <summary>Every transfer.</summary>
    public static LedgerPlaces Transfers { get; } = new(RowRange.Prefix("l|"), ProgrammeLedger.Transfers);

    /// <summary>The day index of all days.</summary>
    public static LedgerPlaces Index { get; } = PostedOn(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>Those posted on the days from and until (inclusive).</summary>
    public static LedgerPlaces PostedOn(DateOnly from, DateOnly until) => new(LedgerDays.Range("j|", from, until), ProgrammeLedger.PostedOn(from, until));
}
