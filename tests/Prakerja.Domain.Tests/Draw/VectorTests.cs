using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

public sealed class VectorTests
{
    [Theory]
    [MemberData(nameof(Vector.Names), MemberType = typeof(Vector))]
    public void Inputs_OfEveryVector_HaveTheExpectedHashes(string name)
    {
        var vector = new Vector(name);

        Assert.Equal(vector.Expected["entriesRoot"], vector.Entries.Root.ToString());
        Assert.Equal(vector.Expected["rulesHash"], vector.Rules.Hash.ToString());
        Assert.Equal(vector.Bytes("rules.json"), vector.Rules.ToCanonical());
        Assert.Equal(vector.Expected["seed"], DrawSeed.Compute(vector.Entries.Root, vector.Rules.Hash, vector.Randomness).ToString());
    }

    [Theory]
    [MemberData(nameof(Vector.Names), MemberType = typeof(Vector))]
    public void Draw_OfEveryVector_GivesTheExpectedResultToTheByte(string name)
    {
        var vector = new Vector(name);

        var result = vector.Draw();

        Assert.Equal(vector.Bytes("result.csv"), result.ToBytes());
        Assert.Equal(vector.Expected["resultHash"], result.Hash.ToString());
        Assert.Equal(vector.Expected["seed"], result.Seed.ToString());
    }

    [Theory]
    [MemberData(nameof(Vector.Names), MemberType = typeof(Vector))]
    public void Draw_OfEveryVector_CountsAsExpected(string name)
    {
        var vector = new Vector(name);

        var counts = vector.Draw().Counts;

        Assert.Equal(vector.Entries.Count, counts.Entries);
        Assert.Equal(vector.Expected["selected"], $"{counts.Selected}");
        Assert.Equal(vector.Expected["reserve"], $"{counts.Reserve}");
        Assert.Equal(vector.Expected["household"], $"{counts.Household}");
        Assert.Equal(vector.Expected["notSelected"], $"{counts.NotSelected}");
    }

    [Theory]
    [MemberData(nameof(Vector.Names), MemberType = typeof(Vector))]
    public void Writer_OfEveryVectorsEntriesInReverse_WritesTheSameFile(string name)
    {
        var vector = new Vector(name);
        var entries = vector.Entries;

        var written = EntriesWriter.ToFile(Enumerable.Range(0, entries.Count).Reverse().Select(i => entries[i]));

        Assert.Equal(vector.Bytes("entries.csv"), written);
    }
}
