using System.Buffers.Text;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Http;

/// <summary>Lists over one partition: <c>?limit=&amp;cursor=</c>, answer <c>{items, next}</c>. A cursor is the last row key seen, base64url, and can name nothing outside the list's own range.</summary>
public static class Paging
{
    public static IReadOnlyList<QueryParameter> Query { get; } =
        [new("limit", "At most 200, default 50."), new("cursor", "The next of the page before.")];

    public static async Task<(IReadOnlyList<TableRow> Rows, string? Next, Reply? Problem)> ScanAsync(
        ITableStore tables, string table, string partition, RowRange range, int limit, string? cursor)
    {
        var from = range.From;
        if (cursor is not null)
        {
            if (Decode(cursor) is not { } after || (range.From is not null && string.CompareOrdinal(after, range.From) < 0)
                || (range.To is not null && string.CompareOrdinal(after, range.To) >= 0))
            {
                return ([], null, Problems.Invalid("cursor", new("Pakai next dari halaman sebelumnya.", "Use the next of the page before.")));
            }

            from = after + " ";
        }

        var rows = new List<TableRow>();
        string? continuation = null;
        do
        {
            var page = await tables.ScanAsync(table, partition, new RowRange(from, range.To), limit + 1 - rows.Count, continuation);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null && rows.Count <= limit);
        return rows.Count > limit
            ? (rows[..limit], CursorOf(rows[limit - 1]), null)
            : (rows, null, null);
    }

    /// <summary>Like <see cref="ScanAsync"/>, but only of rows that <paramref name="pick"/> makes something of.</summary>
    public static async Task<(IReadOnlyList<T> Items, string? Next, Reply? Problem)> PickAsync<T>(
        ITableStore tables, string table, string partition, RowRange range, int limit, string? cursor, Func<TableRow, T?> pick)
        where T : class
    {
        var items = new List<T>();
        while (true)
        {
            var (rows, next, problem) = await ScanAsync(tables, table, partition, range, Call.MaxListLimit, cursor);
            if (problem is not null)
            {
                return ([], null, problem);
            }

            for (var at = 0; at < rows.Count; at++)
            {
                if (pick(rows[at]) is { } item)
                {
                    items.Add(item);
                    if (items.Count == limit)
                    {
                        return (items, at == rows.Count - 1 ? next : CursorOf(rows[at]), null);
                    }
                }
            }

            if (next is null)
            {
                return (items, null, null);
            }

            cursor = next;
        }
    }

    /// <summary>A page of a list that is at hand whole.</summary>
    /// <param name="items">In ordinal order of their keys.</param>
    public static (IReadOnlyList<T> Items, string? Next, Problem? Problem) Of<T>(Call call, IEnumerable<T> items, Func<T, string> key)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return ([], null, bad);
        }

        var after = cursor is null ? "" : Decode(cursor);
        if (after is null)
        {
            return ([], null, Problems.Invalid("cursor", new("Pakai next dari halaman sebelumnya.", "Use the next of the page before.")));
        }

        T[] page = [.. items.SkipWhile(i => string.CompareOrdinal(key(i), after) <= 0).Take(limit + 1)];
        return page.Length > limit ? (page[..limit], CursorOf(key(page[limit - 1])), null) : (page, null, null);
    }

    private static string CursorOf(TableRow row) => CursorOf(row.Row);

    private static string CursorOf(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static string? Decode(string cursor)
    {
        if (cursor.Length > 1024 || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return text.Length > 0 && text.All(c => c is >= ' ' and <= '~' and not ('/' or '\\' or '#' or '?')) ? text : null;
    }
}
