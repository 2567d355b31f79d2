using Prakerja.Domain.Ledger;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Tests.Budgets;

public sealed class BudgetSharesTests
{
    private static readonly long Whole = YearBudgets.For(BudgetWorld.Year);

    [Fact]
    public async Task Shard_ThatIsShort_GetsAChunkOnceAndSpendsItBeforeItAsksAgain()
    {
        var world = new BudgetWorld(seed: 1, faults: 0);
        for (var place = 0; place < 10; place++)
        {
            await world.GiveAsync(world.Person(0x3f), 3_500_000);
        }

        Assert.Equal(Whole - 1_000_000_000, (await world.Ledger.AvailableAsync(LedgerAccounts.Budget(BudgetWorld.Year))).Rupiah);
        Assert.Equal(Whole - 35_000_000, await world.LeftAsync());
    }

    [Fact]
    public async Task Place_MoreThanTheBudgetHas_IsRefused()
    {
        var world = new BudgetWorld(seed: 1, faults: 0);
        await world.GiveAsync(world.Person(0), Whole - 5);
        await world.GiveAsync(world.Person(1), 4);
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.GiveAsync(world.Person(2), 2));
        await world.GiveAsync(world.Person(2), 1);
        Assert.Equal(0, await world.LeftAsync());
    }

    [Fact]
    public async Task Cut_OfMoneyThatLiesInShards_IsCalledBack()
    {
        var world = new BudgetWorld(seed: 1, faults: 0);
        await world.GiveAsync(world.Person(0), 1);
        await world.GiveAsync(world.Person(1), 1);
        var cut = new NewTransfer("cut", LedgerAccounts.Budget(BudgetWorld.Year), LedgerAccounts.Treasury, Whole - 2, "cut", "cut");
        Assert.Equal(PostResult.NotCovered, await world.Ledger.TryPostAsync(cut));
        Assert.False(await world.Recalls.TryGatherAsync(BudgetWorld.Year));
        Assert.Equal(PostResult.Recorded, await world.Ledger.TryPostAsync(cut));
        Assert.Equal(0, await world.LeftAsync());
    }

    [Fact]
    public async Task Refill_OfASpendingThatNeverTookPlace_GoesToWhoeverNeedsItAMinuteLater()
    {
        var world = new BudgetWorld(seed: 1, faults: 0);
        await world.GiveAsync(world.Person(0), Whole - 10);
        var key = BudgetShares.KeyOf(BudgetWorld.Year, "07", 1);
        await world.Ledger.TryPostAsync(new NewTransfer(key, LedgerAccounts.Budget(BudgetWorld.Year), LedgerAccounts.Budget(BudgetWorld.Year, "07"), 10, BudgetShares.Kind, key));

        var before = world.Tables.GetUtcNow();
        await world.Tables.RunAsync([() => world.GiveAsync(world.Person(1), 10)]);

        Assert.Equal(TimeSpan.FromSeconds(61), world.Tables.GetUtcNow() - before);
        Assert.Equal(0, await world.LeftAsync());
    }

    /// <summary>
    /// Crumbs of many sizes lie in the shards and the centre has nothing; the places ask at once, in an order of chance, with faults at their commits. They need
    /// all there is to the Rupiah, and what is given back is needed again elsewhere.
    /// </summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1000, 0.02)]
    [InlineData(2000, 0.1)]
    public async Task Budget_ThatExactlyFitsThePlaces_SufficesForAll(int seeds, double faults)
    {
        var seen = 0;
        for (var seed = seeds; seed < seeds + 15; seed++)
        {
            var (world, random) = (new BudgetWorld(seed, faults), new Random(seed));
            await CrumbsAsync(world, random);
            var first = Places(world, random, await world.LeftAsync());
            await GiveAsync(world, random, first);
            Assert.Equal((seed, 0), (seed, await world.LeftAsync()));

            var back = first.Where(_ => random.Next(2) == 0).ToArray();
            var again = Places(world, random, back.Sum(p => p.Amount));
            await world.Tables.RunAsync(back.Select(p => (Func<Task>)(() => world.ReturnAsync(p.Person, p.Amount))));
            await GiveAsync(world, random, again);
            Assert.Equal((seed, 0), (seed, await world.LeftAsync()));
            seen += world.Tables.Faults;
        }

        Assert.Equal(faults > 0, seen > 0);
    }

    /// <summary>All places ask, most at once, some while others are through.</summary>
    private static Task GiveAsync(BudgetWorld world, Random random, List<(string Person, long Amount)> places) => world.Tables.RunAsync(places.Select(p => (Func<Task>)(async () =>
    {
        await world.Tables.WaitAsync(random.Next(2) * random.Next(1500));
        await world.GiveAsync(p.Person, p.Amount);
    })));

    /// <summary>Chunks are given out and partly spent, then the centre's money is gone.</summary>
    private static async Task CrumbsAsync(BudgetWorld world, Random random)
    {
        for (var shard = 0; shard < 2 + random.Next(5); shard++)
        {
            await world.GiveAsync(world.Person(shard * 7), 1 + random.NextInt64(999_999_999));
        }

        await world.CutToShardsAsync();
    }

    /// <summary>Amounts that are a sum together, for people of a few shards.</summary>
    private static List<(string Person, long Amount)> Places(BudgetWorld world, Random random, long sum)
    {
        var places = new List<(string, long)>();
        for (var left = sum; left > 0;)
        {
            var amount = places.Count == 11 ? left : Math.Min(left, 1 + random.NextInt64(sum / 3));
            places.Add((world.Person(random.Next(8) * 7), amount));
            left -= amount;
        }

        return places;
    }
}
