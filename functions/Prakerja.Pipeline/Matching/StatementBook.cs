using System.Globalization;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Matching;

/// <summary>One page of a provider's statement of a day; most statements have one page.</summary>
/// <param name="Day">The provider's day (WIB) that it is about; money that moved around midnight may be stated a day earlier or later than we know it.</param>
/// <param name="Statement">The provider's own id of the statement, 1-100 characters.</param>
/// <param name="Lines">None, where nothing moved that day.</param>
/// <param name="SentBy">A member of staff or a partner's id.</param>
/// <param name="Page">From 1.</param>
/// <param name="IsLast">Whether it is the statement's last page.</param>
/// <param name="IsPartners">The provider sent it itself, signed; otherwise a member of staff handed it in.</param>
public sealed record StatementPage(
    string Provider, DateOnly Day, string Statement, IReadOnlyList<StatementLine> Lines, string SentBy, int Page = 1, bool IsLast = true, bool IsPartners = false)
{
    /// <summary>The same for all its pages, and whenever one of them is handed in.</summary>
    public string Key => ShortHash.Of($"{Provider}\n{PaymentDays.Text(Day)}\n{Statement}");
}

/// <summary>A page as it was taken, all its lines applied.</summary>
/// <param name="Debits">Sum of what left, in whole Rupiah.</param>
/// <param name="Credits">Sum of what came back.</param>
public sealed record TakenPage(
    string Provider, DateOnly Day, string Statement, int Page, bool IsLast, int Lines, long Debits, long Credits, string SentBy, DateTimeOffset TakenAt);

/// <summary>What is known of a provider's day.</summary>
public enum StatementCover
{
    None,

    /// <summary>Some pages only.</summary>
    Partial,

    /// <summary>Every page of every statement that was begun.</summary>
    Complete,
}

/// <summary>
/// Takes whole statements and keeps them, so that it is known which days of which provider are complete: table <c>statements</c>, partition = provider, row =
/// day, statement, page. What a line says is kept with its reference (<see cref="PaymentReference"/>) or in suspense. One person may hand a statement in, and what it
/// proves is posted by itself; the control is that two people close the day. A page is written down after its lines took effect, so one that is known has been applied.
/// </summary>
public sealed class StatementBook(ITableStore tables, Statements statements, TimeProvider clock)
{
    public const string Table = "statements";

    /// <summary>Applies and keeps a page; the same page any number of times changes nothing.</summary>
    /// <returns>The fate of each line, in their order.</returns>
    public async Task<IReadOnlyList<LineFate>> TakeAsync(StatementPage page)
    {
        var fates = new LineFate[page.Lines.Count];
        foreach (var together in StatementPlace.Of(page.Lines, page.Key, page.Page).Index().GroupBy(l => l.Item.Reference, StringComparer.Ordinal).Chunk(DayMatcher.AtOnce))
        {
            await Task.WhenAll(together.Select(lines => ApplyAsync(lines, page, fates)));
        }

        var taken = new TakenPage(
            page.Provider, page.Day, page.Statement, page.Page, page.IsLast, page.Lines.Count, Sum(page, credits: false), Sum(page, credits: true), page.SentBy, clock.GetUtcNow());
        await tables.CommitAsync(Table, page.Provider, [new TableWrite.Insert(RowOf(page), PipelineJson.Write(taken))]);
        return fates;
    }

    /// <summary>Whether everything that moved at a provider on a day is known.</summary>
    public async Task<StatementCover> CoverAsync(string provider, DateOnly day)
    {
        var pages = await PagesAsync(provider, day);
        return pages.Count == 0 ? StatementCover.None : pages.GroupBy(p => p.Statement, StringComparer.Ordinal).All(IsWhole) ? StatementCover.Complete : StatementCover.Partial;
    }

    /// <summary>The pages taken of a provider's day.</summary>
    public async Task<IReadOnlyList<TakenPage>> PagesAsync(string provider, DateOnly day)
    {
        var pages = new List<TakenPage>();
        await foreach (var row in tables.RowsAsync(Table, provider, RowRange.Prefix($"{Text(day)}|")))
        {
            pages.Add(PipelineJson.Read<TakenPage>(row.Body));
        }

        return pages;
    }

    private static bool IsWhole(IEnumerable<TakenPage> statement)
    {
        var pages = statement.ToArray();
        var last = pages.Where(p => p.IsLast).Select(p => p.Page).DefaultIfEmpty(0).Max();
        return last > 0 && Enumerable.Range(1, last).All(number => pages.Any(p => p.Page == number));
    }

    /// <summary>Lines of one reference, one after the other.</summary>
    private async Task ApplyAsync(IEnumerable<(int Index, StatementLine Item)> lines, StatementPage page, LineFate[] fates)
    {
        foreach (var (index, line) in lines)
        {
            fates[index] = await statements.ApplyAsync(line, page.Provider, page.IsPartners);
        }
    }

    private static long Sum(StatementPage page, bool credits) => page.Lines.Where(l => l.IsCredit == credits).Sum(l => l.Amount);

    /// <summary>Last or not is in the key: a page that was sent as the last one and is not is told apart from the one that is.</summary>
    private static string RowOf(StatementPage page) => string.Create(
        CultureInfo.InvariantCulture, $"{Text(page.Day)}|{ShortHash.Of(page.Statement)}|{page.Page:000000}{(page.IsLast ? "z" : "")}");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
