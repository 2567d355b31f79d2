using Prakerja.Pipeline.Statistics;

namespace Prakerja.Pipeline.Tests.Statistics;

public class SuppressionTests
{
    [Theory]
    [InlineData("100,50", 0, "100,50")]
    [InlineData("100,9", 0, ",")]
    [InlineData("100,50,9", 0, "100,,")]
    [InlineData("100,50,20,3", 0, "100,50,,")]
    [InlineData("100,6,7", 0, "100,,")]
    [InlineData("100,4,5", 0, ",,")]
    [InlineData("100,3", 40, "100,")]
    [InlineData("100,3", 2, ",")]
    [InlineData("100,0", 0, "100,")]
    [InlineData("10,10", 3, "10,10")]
    [InlineData("", 0, "")]
    public void Column_WithSmallCells_HidesThemAndWhatWouldGiveThemAway(string cells, long rest, string shown) =>
        Assert.Equal(shown, string.Join(',', Suppression.Apply([.. cells.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)], rest)));

    [Fact]
    public void EveryColumn_NeverTellsACellUnderTen()
    {
        int[] sizes = [0, 1, 9, 10, 11, 30];
        foreach (var cells in from a in sizes from b in sizes from c in sizes select new long[] { a, b, c })
        {
            var shown = Suppression.Apply(cells, 0);
            var hidden = cells.Sum() - shown.Sum(c => c ?? 0);

            Assert.All(shown, c => Assert.True(c is null or >= Suppression.Threshold));
            Assert.True(hidden is 0 or >= Suppression.Threshold || shown.All(c => c is null), string.Join(',', cells));
        }
    }
}
