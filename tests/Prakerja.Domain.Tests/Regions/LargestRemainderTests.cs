using FsCheck;
using FsCheck.Xunit;
using Prakerja.Domain.Regions;

namespace Prakerja.Domain.Tests.Regions;

public sealed class LargestRemainderTests
{
    [Fact]
    public void Split_TextbookCase_GivesTheSeatsToTheLargestRemainders() => Assert.Equal(
        new Dictionary<string, long> { ["a"] = 5, ["b"] = 2, ["c"] = 2, ["d"] = 1, ["e"] = 0 },
        LargestRemainder.Split(10, new Dictionary<string, long> { ["a"] = 47_000, ["b"] = 16_000, ["c"] = 15_900, ["d"] = 12_000, ["e"] = 6_000 }));

    [Fact]
    public void Split_EqualRemainders_GoToTheLargerWeightThenByName()
    {
        Assert.Equal([1, 1, 0], LargestRemainder.Split(2, Weights(1, 1, 1)).Values);
        Assert.Equal([1, 2], LargestRemainder.Split(3, Weights(1, 3)).Values.Order());
        Assert.Equal([0, 2], LargestRemainder.Split(2, Weights(1, 3)).Values);
    }

    [Fact]
    public void Split_LargestNumbers_AreExact()
    {
        var parts = LargestRemainder.Split(long.MaxValue, Weights(long.MaxValue, long.MaxValue, long.MaxValue - 1));

        Assert.Equal(long.MaxValue, parts.Values.Aggregate(0L, (sum, part) => sum + part));
    }

    [Property]
    public bool Split_Anything_SumsUpAndEachPartIsItsShareRoundedDownOrUp(NonNegativeInt total, NonNegativeInt[] weights)
    {
        var given = Weights([.. weights.Select(w => (long)w.Get), 1]);
        var sum = (Int128)given.Values.Sum();

        var parts = LargestRemainder.Split(total.Get, given);

        return parts.Values.Sum() == total.Get && given.All(w =>
        {
            var exact = (Int128)total.Get * w.Value;
            return parts[w.Key] * sum > exact - sum && parts[w.Key] * sum < exact + sum;
        });
    }

    [Property]
    public bool Split_LargerWeight_NeverHasLess(NonNegativeInt total, NonNegativeInt[] weights)
    {
        var given = Weights([.. weights.Select(w => (long)w.Get % 50), 1]);
        var parts = LargestRemainder.Split(total.Get % 1000, given);

        return given.All(a => given.All(b => a.Value <= b.Value || parts[a.Key] >= parts[b.Key]));
    }

    [Property]
    public bool Split_OrderOfTheWeights_DoesNotMatter(NonNegativeInt total, NonNegativeInt[] weights)
    {
        var given = Weights([.. weights.Select(w => (long)w.Get), 1]);

        return LargestRemainder.Split(total.Get, given).SequenceEqual(LargestRemainder.Split(total.Get, given.Reverse().ToDictionary()));
    }

    [Theory]
    [InlineData(-1, 1L)]
    [InlineData(1, -1L)]
    [InlineData(1, 0L)]
    [InlineData(1)]
    public void Split_NothingToSplitBy_IsRefused(long total, params long[] weights) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Split(total, Weights(weights)));

    private static Dictionary<string, long> Weights(params long[] weights) =>
        weights.Index().ToDictionary(w => $"{w.Index:D4}", w => w.Item);
}
