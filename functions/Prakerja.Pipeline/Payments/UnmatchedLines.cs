using System.Globalization;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// What statements said under references that are nobody's, so that money that several of them state is one movement here too: table <c>statements</c>,
/// partition = <c>lines-</c> and two hex digits, row = what lines have in common that can be about one movement: it happened at one provider.
/// </summary>
public sealed class UnmatchedLines(ITableStore tables)
{
    /// <summary>Id of the movement that a line is about, 32 hex digits: the same whichever of the provider's statements has the line, and however often it is handed in.</summary>
    public async Task<string> IdOfAsync(StatementLine line, string provider)
    {
        if (line.IsAssigned)
        {
            return line.Id;
        }

        var alike = provider == Statements.Unmatched ? await FindAsync(line) ?? RowOf(provider, line) : RowOf(provider, line);
        var number = StatementWords.NumberOf(await NoteAsync(alike, line), line);
        return number == 1 ? alike : ShortHash.Of(string.Create(CultureInfo.InvariantCulture, $"{alike}\n{number}"));
    }

    /// <summary>Of a line of which nobody said whose statement it stands in: one that a provider has stated already is that one.</summary>
    private async Task<string?> FindAsync(StatementLine line)
    {
        foreach (var row in PaymentProviders.All.Select(provider => RowOf(provider, line)))
        {
            if (await tables.GetAsync(StatementBook.Table, PartitionOf(row), row) is not null)
            {
                return row;
            }
        }

        return null;
    }

    private static string RowOf(string provider, StatementLine line) => ShortHash.Of($"{provider}\n{line.Alike}");

    private static string PartitionOf(string row) => $"lines-{row[..2]}";

    private async Task<IReadOnlyList<PaymentWord>> NoteAsync(string alike, StatementLine line)
    {
        var partition = PartitionOf(alike);
        while (true)
        {
            var row = await tables.GetAsync(StatementBook.Table, partition, alike);
            IReadOnlyList<PaymentWord> known = row is null ? [] : PipelineJson.Read<PaymentWord[]>(row.Body);
            var all = StatementWords.With(known, line);
            if (ReferenceEquals(all, known))
            {
                return known;
            }

            var body = PipelineJson.Write(all);
            TableWrite write = row is null ? new TableWrite.Insert(alike, body) : new TableWrite.Replace(alike, body, row.ETag);
            if ((await tables.CommitAsync(StatementBook.Table, partition, [write])).Committed)
            {
                return all;
            }
        }
    }
}
