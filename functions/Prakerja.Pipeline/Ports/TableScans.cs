using System.Runtime.CompilerServices;

namespace Prakerja.Pipeline.Ports;

/// <summary>Whole ranges, page by page.</summary>
public static class TableScans
{
    private const int PageSize = 1000;

    /// <summary>The rows of a range in order of their keys. Rows may be changed on the way: a page is read before its rows are given out.</summary>
    public static async IAsyncEnumerable<TableRow> RowsAsync(
        this ITableStore tables, string table, string partition, RowRange range, int pageSize = PageSize, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? continuation = null;
        do
        {
            var page = await tables.ScanAsync(table, partition, range, pageSize, continuation, cancellation);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}
