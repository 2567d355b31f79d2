namespace Prakerja.Pipeline.Payments;

/// <summary>
/// What statements said of one reference. Movements of one amount are numbered as they come; which of them is the first makes no difference, for they are
/// equal. A line with an entry's id and one without, of one day, are one movement in two statements: what a person typed in, and then the bank's own.
/// </summary>
internal static class StatementWords
{
    /// <summary>With one more line, unless it is known.</summary>
    public static PaymentReference With(PaymentReference reference, StatementLine line)
    {
        var (known, word) = (Of(reference, line.IsCredit), new PaymentWord(line.Id, line.Amount, line.At.ToUniversalTime())
        {
            HasEntry = line.IsAssigned ? null : line.Entry is not null,
        });
        if (known.Any(w => w.What == line.Id))
        {
            return reference;
        }

        IReadOnlyList<PaymentWord> all = [.. known, word];
        var stands = all.OrderBy(w => w.Amount != reference.Amount).ThenBy(w => w.At).ThenBy(w => w.What, StringComparer.Ordinal).First();
        return line.IsCredit ? reference with { Credits = all, Back = stands } : reference with { Debits = all, Statement = stands };
    }

    /// <summary>Which of the movements with this amount it is about, from 1.</summary>
    public static int NumberOf(PaymentReference reference, StatementLine line)
    {
        var (movements, lines) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var word in Of(reference, line.IsCredit).Where(w => w.Amount == line.Amount))
        {
            var alike = $"{Wib.DateOf(word.At).DayNumber} {word.HasEntry}";
            var nth = lines[alike] = lines.GetValueOrDefault(alike) + 1;
            var movement = word.HasEntry is null ? word.What : $"{Wib.DateOf(word.At).DayNumber} {nth}";
            if (!movements.Contains(movement, StringComparer.Ordinal))
            {
                movements.Add(movement);
            }

            if (word.What == line.Id)
            {
                return movements.IndexOf(movement) + 1;
            }
        }

        throw new InvalidOperationException("A line that was noted is gone.");
    }

    private static IReadOnlyList<PaymentWord> Of(PaymentReference reference, bool credits) => credits ? reference.Credits
        : reference is { Debits: [], Statement: { } only } ? [only] : reference.Debits;
}
