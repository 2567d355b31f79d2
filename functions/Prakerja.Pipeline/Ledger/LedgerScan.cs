using System.Buffers.Text;
using System.Text;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>Every transfer there is: those of participants (256 shards), then the programme's own.</summary>
public sealed class LedgerScan(ITableStore tables)
{
    private const int PageSize = 500;
    private static readonly RowRange Transfers = RowRange.Prefix("l|");

    /// <summary>All transfers, shard by shard.</summary>
    public async IAsyncEnumerable<TransferRow> AllAsync()
    {
        await foreach (var (_, transfer) in FromAsync(null))
        {
            yield return transfer;
        }
    }

    /// <summary>A page of those that fit, and the cursor of the next one; null items: the cursor is not one of ours.</summary>
    public async Task<(IReadOnlyList<TransferRow>? Items, string? Next)> PageAsync(Func<TransferRow, bool> fits, int limit, string? cursor)
    {
        var after = cursor is null ? null : Decode(cursor);
        if (cursor is not null && after is null)
        {
            return (null, null);
        }

        var items = new List<TransferRow>();
        var last = "";
        await foreach (var (position, transfer) in FromAsync(after))
        {
            if (!fits(transfer))
            {
                continue;
            }

            if (items.Count == limit)
            {
                return (items, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last)));
            }

            items.Add(transfer);
            last = position;
        }

        return (items, null);
    }

    /// <param name="after">Position (<c>place|shard|row</c>) of the last one seen.</param>
    private async IAsyncEnumerable<(string Position, TransferRow Transfer)> FromAsync(string? after)
    {
        foreach (var (table, place, range) in new[] { (ParticipantKeys.Table, "a", Transfers), (ProgrammeLedger.Table, "b", RowRange.All) })
        {
            foreach (var shard in ParticipantKeys.Shards)
            {
                var prefix = $"{place}|{shard}|";
                if (after is not null && string.CompareOrdinal(prefix + '\uffff', after) < 0)
                {
                    continue;
                }

                var from = after?.StartsWith(prefix, StringComparison.Ordinal) == true ? after[prefix.Length..] + " " : range.From;
                await foreach (var row in tables.RowsAsync(table, shard, new RowRange(from, range.To), PageSize))
                {
                    yield return (prefix + row.Row, Unique(row));
                }
            }
        }
    }

    /// <summary>A participant's keys are unique in their own partition; with the participant before it a key is unique everywhere.</summary>
    private static TransferRow Unique(TableRow row)
    {
        var transfer = PipelineJson.Read<TransferRow>(row.Body);
        return row.Row.StartsWith("l|", StringComparison.Ordinal) ? transfer with { Key = row.Row["l|".Length..].Replace('|', ':') } : transfer;
    }

    private static string? Decode(string cursor)
    {
        if (cursor.Length > 1024 || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return text is ['a' or 'b', '|', _, _, '|', ..] && text.All(c => c is >= ' ' and <= '~' and not ('/' or '\\' or '#' or '?')) ? text : null;
    }
}
