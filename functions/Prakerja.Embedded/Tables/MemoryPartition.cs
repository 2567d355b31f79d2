using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tables;

/// <summary>Rows of one partition in order of their keys' UTF-8 bytes. Rows are never changed, only replaced.</summary>
internal sealed class MemoryPartition
{
    private const char AboveAll = '\uffff';
    private readonly List<TableRow> rows;

    public MemoryPartition() => rows = [];

    private MemoryPartition(List<TableRow> rows) => this.rows = rows;

    public MemoryPartition Copy() => new([.. rows]);

    public TableRow? Find(string row) => IndexOf(row) is >= 0 and var at ? rows[at] : null;

    public CommitConflict Conflict(TableWrite write) => write switch
    {
        TableWrite.Insert => IndexOf(write.Row) < 0 ? CommitConflict.None : CommitConflict.Exists,
        TableWrite.Replace { ETag: var etag } => Matches(write.Row, etag),
        TableWrite.Delete { ETag: { } etag } => Matches(write.Row, etag),
        _ => CommitConflict.None,
    };

    /// <returns>The row's ETag.</returns>
    public string Put(TableRow row)
    {
        var at = IndexOf(row.Row);
        if (at >= 0)
        {
            rows[at] = row;
        }
        else
        {
            rows.Insert(~at, row);
        }

        return row.ETag;
    }

    public void Remove(string row)
    {
        if (IndexOf(row) is >= 0 and var at)
        {
            rows.RemoveAt(at);
        }
    }

    public TablePage Scan(string from, string? to, int limit, int most)
    {
        var at = IndexOf(from);
        at = at < 0 ? ~at : at;
        var found = new List<TableRow>();
        var bytes = 0;
        for (; at < rows.Count && IsBelow(rows[at].Row, to); at++)
        {
            if (found.Count == limit || bytes >= most)
            {
                return new TablePage(found, RowKeyBounds.After(found[^1].Row));
            }

            found.Add(rows[at]);
            bytes += rows[at].Body.Length;
        }

        return new TablePage(found, null);
    }

    /// <summary>A bound that ends in U+FFFF means "all that start with", characters beyond U+FFFF included.</summary>
    private static bool IsBelow(string row, string? to) => to switch
    {
        null => true,
        [.. var prefix, AboveAll] => row.StartsWith(prefix, StringComparison.Ordinal) || Compare(row, prefix) < 0,
        _ => Compare(row, to) < 0,
    };

    private CommitConflict Matches(string row, string etag) => Find(row) is { } found && found.ETag == etag ? CommitConflict.None : CommitConflict.Changed;

    /// <summary>Where the row is, or the complement of where it would be.</summary>
    private int IndexOf(string row)
    {
        var (low, high) = (0, rows.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            switch (Compare(rows[middle].Row, row))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return ~low;
    }

    /// <summary>By code points, which is the order of UTF-8 bytes: surrogates stand for what comes after U+FFFF.</summary>
    private static int Compare(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        var (a, b) = (left[same], right[same]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}
