using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

/// <summary>What draw.md says must hold of every draw.</summary>
[Properties(Arbitrary = [typeof(Batches)], MaxTest = 200)]
public sealed class DrawPropertyTests
{
    [Property]
    public void Draw_OfAnyBatch_EqualsTheNaiveReference(Batch batch)
    {
        var places = batch.Rules.Places.ToDictionary(p => p.Key.ToString(), p => p.Value);
        var seed = NaiveDraw.Seed(Encoding.ASCII.GetString(batch.File), batch.Rules.ToCanonical(), batch.Randomness.ToArray());

        var expected = new NaiveDraw(seed, places, batch.Rules.Reserves).Run(batch.Lines);

        Assert.Equal(expected, Encoding.ASCII.GetString(batch.Draw().ToBytes()));
    }

    [Property]
    public void Draw_InputShuffled_GivesTheSameResult(Batch batch, int seed)
    {
        var shuffled = batch.Unsorted.ToArray();
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(batch.Draw().Hash, (batch with { Unsorted = shuffled }).Draw().Hash);
    }

    [Property]
    public void Draw_PartsOnManyThreadsInAnyOrder_GivesTheSameResult(Batch batch)
    {
        var seed = batch.Draw().Seed;

        var backwards = DrawComputation.RunSeeded(batch.Entries, batch.Rules, seed, Backwards);
        var parallel = DrawComputation.RunSeeded(batch.Entries, batch.Rules, seed, (parts, body) => Parallel.For(0, parts, body));

        Assert.Equal(batch.Draw().ToBytes(), backwards.ToBytes());
        Assert.Equal(batch.Draw().ToBytes(), parallel.ToBytes());
    }

    [Property]
    public void Draw_KeysOfSoFewBitsThatAlmostAllTie_GivesTheSameResult(Batch batch)
    {
        var result = batch.Draw();

        var tied = DrawComputation.RunSeeded(batch.Entries, batch.Rules, result.Seed, DrawComputation.InTurn, scoreBits: 1);

        Assert.Equal(result.ToBytes(), tied.ToBytes());
    }

    [Property]
    public void Draw_UnderAnyCulture_GivesTheSameResult(Batch batch)
    {
        var before = CultureInfo.CurrentCulture;
        var expected = batch.Draw().ToBytes();
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (odd.NumberFormat.NegativeSign, odd.NumberFormat.NumberGroupSeparator, odd.NumberFormat.NumberDecimalSeparator) = ("~", ".", ",");
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(expected, batch.Draw().ToBytes());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Property]
    public void Household_InAnyBatch_NeverHasMoreSelectedThanItsAllowance(Batch batch)
    {
        var result = batch.Draw();

        var households = Indexes(result).Where(i => result[i].IsSelected).GroupBy(i => result.Entries[i].Household);

        Assert.All(households, h => Assert.True(h.Count() <= result.Entries[h.First()].Allowance));
    }

    [Property]
    public void Selected_InAnyBatch_AreExactlyThePlacesOrAllKept(Batch batch)
    {
        var result = batch.Draw();
        var kept = Indexes(result).Count(i => result[i].Kind != DrawOutcomeKind.Household);

        Assert.Equal(Math.Min(batch.Rules.Places.Values.Sum(), kept), result.Counts.Selected);
    }

    [Property]
    public void RegionalRound_InEveryRegency_FillsItsQuotaOrTakesAllKept(Batch batch)
    {
        var result = batch.Draw();
        foreach (var regency in Indexes(result).GroupBy(result.Entries.RegencyAt))
        {
            var places = batch.Rules.Places.GetValueOrDefault(regency.Key);
            var kept = regency.Count(i => result[i].Kind != DrawOutcomeKind.Household);

            Assert.Equal(Math.Min(places, kept), regency.Count(i => result[i].Kind == DrawOutcomeKind.SelectedRegional));
        }
    }

    [Property]
    public void NationalRound_InAnyBatch_FillsWhatIsLeftWithTheBestNationwide(Batch batch)
    {
        var result = batch.Draw();
        var national = Indexes(result).Where(i => result[i].Kind == DrawOutcomeKind.SelectedNational).ToList();
        var passedOver = Indexes(result).Where(i => result[i].Kind is DrawOutcomeKind.Reserve or DrawOutcomeKind.NotSelected).ToList();
        var left = batch.Rules.Places.Values.Sum() - Indexes(result).Count(i => result[i].Kind == DrawOutcomeKind.SelectedRegional);

        Assert.Equal(Math.Min(left, national.Count + passedOver.Count), national.Count);
        Assert.True(national.Count == 0 || passedOver.Count == 0 || national.Max(i => Order(result, i)).CompareTo(passedOver.Min(i => Order(result, i))) < 0);
    }

    [Property]
    public void Reserves_InEveryRegency_AreRankedFromOneInTheDrawsOrder(Batch batch)
    {
        var result = batch.Draw();
        var waiting = Indexes(result).Where(i => result[i].Kind is DrawOutcomeKind.Reserve or DrawOutcomeKind.NotSelected);
        foreach (var regency in waiting.GroupBy(result.Entries.RegencyAt))
        {
            var ranks = regency.OrderBy(i => Order(result, i)).Select(i => result[i].Rank).ToList();
            var reserves = (int)Math.Min(batch.Rules.Reserves, ranks.Count);

            Assert.Equal([.. Enumerable.Range(1, reserves), .. Enumerable.Repeat(0, ranks.Count - reserves)], ranks);
        }
    }

    [Property]
    public void ResultLines_OfAnyBatch_ParseBack(Batch batch)
    {
        var result = batch.Draw();
        var lines = Encoding.ASCII.GetString(result.ToBytes()).Split('\n')[..^1];

        Assert.Equal(result.Entries.Count, lines.Length);
        Assert.All(Indexes(result), i =>
        {
            Assert.True(ResultLine.TryParse(Encoding.ASCII.GetBytes(lines[i]), out var ticket, out var outcome));
            Assert.Equal((result.Entries.TicketAt(i), result[i]), (ticket, outcome));
        });
    }

    private static IEnumerable<int> Indexes(DrawResult result) => Enumerable.Range(0, result.Entries.Count);

    private static (int Group, Hash256 Score) Order(DrawResult result, int entry) =>
        (result.Entries.GroupAt(entry), DrawSeed.Score(result.Seed, result.Entries.TicketAt(entry)));

    private static void Backwards(int parts, Action<int> body)
    {
        for (var part = parts - 1; part >= 0; part--)
        {
            body(part);
        }
    }
}
