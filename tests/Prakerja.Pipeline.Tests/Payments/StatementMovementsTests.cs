using FsCheck;
using FsCheck.Xunit;
using Prakerja.Embedded.Sqlite;
using Prakerja.Embedded.Tables;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>However statements come, there are as many movements of money as the statement that shows most of them has.</summary>
public sealed class StatementMovementsTests
{
    private const int Statements = 3;
    private const int Pages = 2;
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.FromHours(7));

    /// <param name="shape">How many lines each page has.</param>
    /// <param name="order">Which page is handed in next, and how it writes the lines' entries and times.</param>
    [Property(MaxTest = 300)]
    public async Task Pages_InAnyOrderRepeatedAndRewritten_AreTheMovementsOfTheFullestStatement(byte[] shape, byte[] order)
    {
        int LinesOf(int page) => shape.Length == 0 ? 0 : shape[page % shape.Length] % 4;

        using var database = new SqliteDatabase(SqliteDatabaseOptions.Temporary);
        var (lines, movements) = (new UnmatchedLines(new SqliteTableStore(database)), new HashSet<string>(StringComparer.Ordinal));
        foreach (var pick in order.Select(o => (int)o).Concat(Enumerable.Range(0, Statements * Pages)))
        {
            var page = pick % (Statements * Pages);
            foreach (var line in StatementPlace.Of(PageOf(page, LinesOf(page), writing: pick / (Statements * Pages)), $"S{page / Pages}", (page % Pages) + 1))
            {
                movements.Add(await lines.IdOfAsync(line, "bni"));
            }
        }

        Assert.Equal(Enumerable.Range(0, Statements).Max(s => Enumerable.Range(s * Pages, Pages).Sum(LinesOf)), movements.Count);
    }

    [Fact]
    public async Task Line_OnTwoPagesOfOneStatement_IsOneMovement()
    {
        using var database = new SqliteDatabase(SqliteDatabaseOptions.Temporary);
        var lines = new UnmatchedLines(new SqliteTableStore(database));
        var first = StatementPlace.Of(PageOf(0, 1, 0), "S", 1)[0];
        var again = StatementPlace.Of([.. PageOf(0, 1, 0), .. PageOf(0, 1, 1)], "S", 2);
        Assert.Equal(await lines.IdOfAsync(first, "bni"), await lines.IdOfAsync(again[0], "bni"));
        Assert.NotEqual(await lines.IdOfAsync(first, "bni"), await lines.IdOfAsync(again[1], "bni"));
    }

    [Fact]
    public async Task Line_OfTwoProviders_IsAMovementAtEach()
    {
        using var database = new SqliteDatabase(SqliteDatabaseOptions.Temporary);
        var lines = new UnmatchedLines(new SqliteTableStore(database));
        var line = StatementPlace.Of(PageOf(0, 1, 0), "S")[0];
        Assert.NotEqual(await lines.IdOfAsync(line, "bni"), await lines.IdOfAsync(line, "dana"));
        Assert.Equal(await lines.IdOfAsync(line, "bni"), await lines.IdOfAsync(line, "bni"));
    }

    /// <summary>Equal lines of one day, distinct in each page, with or without ids of their entries.</summary>
    private static IReadOnlyList<StatementLine> PageOf(int page, int count, int writing) =>
    [
        .. Enumerable.Range(1, count).Select(n => new StatementLine("GIFT", 5_000, Noon.AddMinutes(((writing % 8) * 40) + (page * 5) + n).ToOffset(TimeSpan.FromHours(writing % 3)))
        {
            Entry = writing % 2 == 0 ? null : $"{writing}-{page}-{n}",
        }),
    ];
}
