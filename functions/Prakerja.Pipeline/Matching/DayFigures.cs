namespace Prakerja.Pipeline.Matching;

/// <param name="Sum">Whole Rupiah.</param>
public sealed record Tally(int Count, long Sum)
{
    public static Tally Zero { get; } = new(0, 0);

    public Tally Plus(long? amount) => amount is { } value ? new(Count + 1, checked(Sum + value)) : this;
}

/// <summary>What each of the three records has of a day, and what is in all of them with one amount.</summary>
public sealed record Totals(Tally Ledger, Tally Partner, Tally Statement, Tally Matched)
{
    public static Totals Zero { get; } = new(Tally.Zero, Tally.Zero, Tally.Zero, Tally.Zero);

    public Totals Plus(DayItem item) => new(
        Ledger.Plus(item.Ledger), Partner.Plus(item.Partner), Statement.Plus(item.Statement), item.IsMatched ? Matched.Plus(item.Ledger) : Matched);
}

/// <summary>
/// One day (WIB) of payments. A payment's day is the one on which the ledger posted it, whenever partner and statement say it was, so what crosses midnight
/// is no difference; one that the ledger does not have belongs to the day on which somebody spoke of it.
/// </summary>
/// <param name="Settled">Payments and returns that differ and that two people took as settled.</param>
/// <param name="Different">Payments and returns that differ.</param>
/// <param name="InSuspense">Movements in suspense that nobody has decided yet.</param>
/// <param name="Differences">The first <see cref="MaxListed"/> of both, by reference.</param>
/// <param name="Providers">Those that moved money.</param>
/// <param name="WithoutStatement">Those of them whose statement of the day is not there, or not whole.</param>
public sealed record DayFigures(
    DateOnly Day, Totals Payments, Totals Returns, int Settled, int Different, int InSuspense, IReadOnlyList<DayItem> Differences,
    IReadOnlyList<string> Providers, IReadOnlyList<string> WithoutStatement)
{
    public const int MaxListed = 100;

    /// <summary>Nothing happened.</summary>
    public bool IsEmpty => Payments == Totals.Zero && Returns == Totals.Zero && InSuspense + Settled == 0;

    /// <summary>Ledger, partners and statements agree, or two people said why not.</summary>
    public bool Matches => Different == 0 && InSuspense == 0 && WithoutStatement.Count == 0;

    /// <summary>Whether a person who approves these would approve those.</summary>
    public bool SameAs(DayFigures other) =>
        (Payments, Returns, Settled, Different, InSuspense) == (other.Payments, other.Returns, other.Settled, other.Different, other.InSuspense);
}

/// <summary>Counts the items of a day.</summary>
internal sealed class DayCount(DateOnly day)
{
    private readonly SortedDictionary<string, DayItem> differences = new(StringComparer.Ordinal);
    private readonly SortedSet<string> providers = new(StringComparer.Ordinal);
    private Totals payments = Totals.Zero;
    private Totals returns = Totals.Zero;
    private int settled;
    private int different;
    private int inSuspense;

    public IReadOnlyCollection<string> Providers => providers;

    public void Add(DayItem item)
    {
        (payments, returns) = item.Kind switch
        {
            ItemKind.Payment => (payments.Plus(item), returns),
            ItemKind.Return => (payments, returns.Plus(item)),
            _ => (payments, returns),
        };
        providers.Add(item.Provider);
        if (item.IsMatched && item.Kind != ItemKind.Suspense)
        {
            return;
        }

        if (item.Settled)
        {
            settled++;
            return;
        }

        (different, inSuspense) = item.Kind == ItemKind.Suspense ? (different, inSuspense + 1) : (different + 1, inSuspense);
        differences[item.CaseId] = item;
        if (differences.Count > DayFigures.MaxListed)
        {
            differences.Remove(differences.Keys.Last());
        }
    }

    public DayFigures Finish(IReadOnlyList<string> withoutStatement) =>
        new(day, payments, returns, settled, different, inSuspense, [.. differences.Values], [.. providers], withoutStatement);
}
