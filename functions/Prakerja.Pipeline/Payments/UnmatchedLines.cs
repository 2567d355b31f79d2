using System.Globalization;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// What statements said under references that are nobody's, so that money that several of them state is one movement here too: table <c>statements</c>,
/// partition = <c>lines-</c> and two hex digits, row = what lines have in common that can be about one movement.
/// </summary>
public sealed class UnmatchedLines(ITableStore tables)
{
    /// <summary>Id of the movement that a line is about, 32 hex digits: the same whichever statement has the line, and however often it is handed in.</summary>
    public async Task<string> IdOfAsync(StatementLine line)
    {
        if (line.IsAssigned)
        {
            return line.Id;
        }

        var number = StatementWords.NumberOf(await NoteAsync(line), line);
        return number == 1 ? line.Alike : ShortHash.Of(string.Create(CultureInfo.InvariantCulture, $"{line.Alike}\n{number}"));
    }

    private async Task<IReadOnlyList<PaymentWord>> NoteAsync(StatementLine line)
    {
        var partition = $"lines-{line.Alike[..2]}";
        while (true)
        {
            var row = await tables.GetAsync(StatementBook.Table, partition, line.Alike);
            IReadOnlyList<PaymentWord> known = row is null ? [] : PipelineJson.Read<PaymentWord[]>(row.Body);
            var all = StatementWords.With(known, line);
            if (ReferenceEquals(all, known))
            {
                return known;
            }

            var body = PipelineJson.Write(all);
            TableWrite write = row is null ? new TableWrite.Insert(line.Alike, body) : new TableWrite.Replace(line.Alike, body, row.ETag);
            if ((await tables.CommitAsync(StatementBook.Table, partition, [write])).Committed)
            {
                return all;
            }
        }
    }
}
