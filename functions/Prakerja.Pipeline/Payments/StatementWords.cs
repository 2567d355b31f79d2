using System.Globalization;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// How many movements lines of statements are about. Lines that are alike (one reference, amount, direction and day) are as many movements as the statement
/// that has most of them says, for a statement has each movement once: so what a person typed in and what the bank sent are one payment, whatever entry's id
/// or time of day each of them has, and two equal lines of one statement are two. Which of two is called the first makes no difference, for they are equal.
/// </summary>
internal static class StatementWords
{
    /// <summary>A reference with one more line, unless it is known.</summary>
    public static PaymentReference With(PaymentReference reference, StatementLine line)
    {
        var known = Of(reference, line.IsCredit);
        var all = With(known, line);
        if (ReferenceEquals(all, known))
        {
            return reference;
        }

        var stands = all.OrderBy(w => w.Amount != reference.Amount).ThenBy(w => w.At).ThenBy(w => w.What, StringComparer.Ordinal).First();
        return line.IsCredit ? reference with { Credits = all, Back = stands } : reference with { Debits = all, Statement = stands };
    }

    /// <summary>The words, with that of one more line; as they were if it is known.</summary>
    public static IReadOnlyList<PaymentWord> With(IReadOnlyList<PaymentWord> known, StatementLine line) => Find(known, line) is not null ? known :
    [
        .. known, new PaymentWord(line.Id, line.Amount, line.At.ToUniversalTime()) 
        {
            Statement = line.IsAssigned ? null : line.Place.Statement, Page = line.Place.Page, Mark = line.Mark,
        },
    ];

    /// <summary>Which of the movements with this amount it is about, from 1.</summary>
    public static int NumberOf(PaymentReference reference, StatementLine line) => NumberOf(Of(reference, line.IsCredit), line);

    /// <inheritdoc cref="NumberOf(PaymentReference, StatementLine)"/>
    public static int NumberOf(IReadOnlyList<PaymentWord> known, StatementLine line)
    {
        var sought = Find(known, line) ?? throw new InvalidOperationException("A line that was noted is gone.");
        var (movements, lines) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var word in known.Where(w => w.Amount == line.Amount))
        {
            var movement = MovementOf(word, lines);
            if (!movements.Contains(movement, StringComparer.Ordinal))
            {
                movements.Add(movement);
            }

            if (ReferenceEquals(word, sought))
            {
                return movements.IndexOf(movement) + 1;
            }
        }

        throw new InvalidOperationException("A line that was noted has another amount.");
    }

    /// <summary>The nth line of a statement's day is about the same movement as the nth of any other's; what two people assigned is one of its own.</summary>
    private static string MovementOf(PaymentWord word, Dictionary<string, int> lines)
    {
        if (SourceOf(word) is not { } source)
        {
            return word.What;
        }

        var day = string.Create(CultureInfo.InvariantCulture, $"{Wib.DateOf(word.At).DayNumber}");
        var alike = $"{day} {source}";
        var nth = lines[alike] = lines.GetValueOrDefault(alike) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{day} {nth}");
    }

    /// <summary>The word of the line in this place, or of the very same line on another page of the statement.</summary>
    private static PaymentWord? Find(IReadOnlyList<PaymentWord> known, StatementLine line) => known.FirstOrDefault(w => w.What == line.Id)
        ?? (line.IsAssigned ? null : known.FirstOrDefault(w => w.Amount == line.Amount && w.Statement == line.Place.Statement && w.Page != line.Place.Page && w.Mark == line.Mark
            && Wib.DateOf(w.At) == Wib.DateOf(line.At)));

    private static string? SourceOf(PaymentWord word) => word.Statement ?? (word.HasEntry is { } had ? $"before {had}" : null);

    private static IReadOnlyList<PaymentWord> Of(PaymentReference reference, bool credits) => credits ? reference.Credits
        : reference is { Debits: [], Statement: { } only } ? [only] : reference.Debits;
}
