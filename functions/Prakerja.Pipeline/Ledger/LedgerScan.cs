using System.Buffers.Text;
using System.Text;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>Every transfer there is: those of participants (256 shards), then the programme's own.</summary>
public sealed class LedgerScan(ITableStore tables)
{
    /// <summary>Rows that one page looks at: a list of one account ends its page there, with what it found and where to go on.</summary>
    public const int MostRead = 5000;

    private const int PageSize = 500;

    /// <summary>All transfers, shard by shard.</summary>
    public IAsyncEnumerable<TransferRow> AllAsync() => ReadAsync(LedgerPlaces.Transfers);

    /// <summary>Those of some places, shard by shard.</summary>
    public async IAsyncEnumerable<TransferRow> ReadAsync(LedgerPlaces places)
    {
        await foreach (var (_, transfer) in FromAsync(places, null))
        {
            yield return transfer;
        }
    }

    /// <summary>A page of those that fit, maybe none though more follow, and the cursor of the next one; null items: the cursor is not one of ours.</summary>
    /// <param name="most">Rows that are looked at.</param>
    public async Task<(IReadOnlyList<TransferRow>? Items, string? Next)> PageAsync(
        LedgerPlaces places, Func<TransferRow, bool> fits, int limit, string? cursor, int most = MostRead)
    {
        var after = cursor is null ? null : Decode(cursor);
        if (cursor is not null && after is null)
        {
            return (null, null);
        }

        var items = new List<TransferRow>();
        var (last, read) = ("", 0);
        await foreach (var (position, transfer) in FromAsync(places, after))
        {
            if (items.Count == limit || read == most)
            {
                return (items, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last)));
            }

            if (fits(transfer))
            {
                items.Add(transfer);
            }

            (last, read) = (position, read + 1);
        }

        return (items, null);
    }

    /// <param name="after">Position (<c>place|shard|row</c>) of the last one seen.</param>
    private async IAsyncEnumerable<(string Position, TransferRow Transfer)> FromAsync(LedgerPlaces places, string? after)
    {
        foreach (var (table, place, range) in new[] { (ParticipantKeys.Table, "a", places.Participants), (ProgrammeLedger.Table, "b", places.Programme) })
        {
            foreach (var shard in ParticipantKeys.Shards)
            {
                var prefix = $"{place}|{shard}|";
                if (after is not null && string.CompareOrdinal(prefix + '\uffff', after) < 0)
                {
                    continue;
                }

                // A cursor of another list names a row outside this one's range: the range stands.
                var from = after?.StartsWith(prefix, StringComparison.Ordinal) == true && string.CompareOrdinal(after[prefix.Length..], range.From) > 0 ? after[prefix.Length..] + " " : range.From;
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
        var skipped = row.Row is ['l', '|', ..] ? "l|".Length : row.Row is ['j', '|', ..] ? "j|yyyyMMdd|".Length : 0;
        return skipped > 0 ? transfer with { Key = row.Row[skipped..].Replace('|', ':') } : transfer;
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
