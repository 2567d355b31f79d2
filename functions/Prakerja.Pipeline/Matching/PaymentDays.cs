using System.Globalization;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Matching;

/// <summary>
/// Which payments a partner or a statement said something about on a day (WIB): table <c>paymentdays</c>, partition = day and a hex digit, row = reference.
/// Written before the word itself, so that a word of which the ledger has learned nothing is found.
/// </summary>
public sealed class PaymentDays(ITableStore tables, TimeProvider clock)
{
    public const string Table = "paymentdays";
    private const string Days = "days";
    private const string Digits = "0123456789abcdef";
    private static readonly ReadOnlyMemory<byte> Nothing = "{}"u8.ToArray();
    private DateOnly noted;

    /// <summary>Something is about to be written down of a reference.</summary>
    public async Task NoteAsync(string reference)
    {
        var today = Wib.DateOf(clock.GetUtcNow());
        if (noted != today)
        {
            await tables.CommitAsync(Table, Days, [new TableWrite.Upsert(Text(today), Nothing)]);
            noted = today;
        }

        await tables.CommitAsync(Table, $"{Text(today)}|{reference[..1]}", [new TableWrite.Upsert(reference, Nothing)]);
    }

    /// <summary>The first day on which there was anything; null: none yet.</summary>
    public async Task<DateOnly?> FirstAsync() => (await tables.ScanAsync(Table, Days, RowRange.All, 1)).Rows is [var first] ? Parse(first.Row) : null;

    /// <summary>The days from and until (inclusive) on which there was anything.</summary>
    public async Task<IReadOnlyList<DateOnly>> BusyAsync(DateOnly from, DateOnly until)
    {
        var busy = new List<DateOnly>();
        await foreach (var row in tables.RowsAsync(Table, Days, new RowRange(Text(from), Text(until) + "~")))
        {
            busy.Add(Parse(row.Row));
        }

        return busy;
    }

    /// <summary>The references of a day, in the order of their keys.</summary>
    public async IAsyncEnumerable<string> ReadAsync(DateOnly day)
    {
        foreach (var digit in Digits)
        {
            await foreach (var row in tables.RowsAsync(Table, $"{Text(day)}|{digit}", RowRange.All))
            {
                yield return row.Row;
            }
        }
    }

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
