using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

/// <summary>A made-up batch: distinct tickets in any order, families of several sizes, few regencies and groups, scarce or ample places.</summary>
public sealed record Batch(IReadOnlyList<DrawEntry> Unsorted, DrawRules Rules, Hash256 Randomness)
{
    public byte[] File => EntriesWriter.ToFile(Unsorted);

    public string[] Lines => Encoding.ASCII.GetString(File).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public DrawEntries Entries => Assert.IsType<EntriesRead.Accepted>(EntriesReader.ReadAll(File)).Entries;

    public DrawResult Draw() => DrawComputation.Run(Entries, Rules, Randomness);

    public override string ToString() =>
        $"{Encoding.ASCII.GetString(Rules.ToCanonical())} {Randomness}\n{string.Join('\n', Lines)}";
}

/// <summary>Generators; passed to [Properties].</summary>
public static class Batches
{
    private static readonly string[] Regencies = ["11.01", "11.02", "32.73", "91.71", "00.00", "99.99"];

    public static Arbitrary<Batch> Batch() => Gen.Sized(size =>
        from seed in Gen.Choose(0, int.MaxValue)
        from count in Gen.Choose(0, size * 2)
        from families in Gen.Choose(1, size + 1)
        from groups in Gen.Choose(1, 4)
        from ample in Gen.Choose(0, 3)
        from reserves in Gen.Choose(0, 4)
        select Make(new Random(seed), count, families, groups, ample, reserves)).ToArbitrary();

    private static Batch Make(Random random, int count, int families, int groups, int ample, int reserves)
    {
        var households = Enumerable.Range(0, families).Select(_ => (Key: Id(random), Allowance: random.Next(1, 3))).ToArray();
        var entries = Enumerable.Range(0, count).Select(_ =>
        {
            var (key, allowance) = households[random.Next(families)];
            var regency = RegencyCode.Parse(Regencies[random.Next(Regencies.Length - 1)]);
            return new DrawEntry(Id(random), regency, random.Next(10) == 0 ? 999 : random.Next(1, groups + 1), key, allowance);
        }).ToArray();
        var places = Regencies.Where(_ => random.Next(4) > 0)
            .ToDictionary(RegencyCode.Parse, _ => (long)random.Next(0, 1 + (count * ample / Regencies.Length)));
        var rules = new DrawRules(random.Next(1, 99), new BeaconRound("test", random.Next(1, 9999)), places, reserves);
        return new Batch(entries, rules, Hash256.Of(BitConverter.GetBytes(random.Next())));
    }

    private static UInt128 Id(Random random) =>
        UInt128.Parse(string.Concat(Enumerable.Range(0, 4).Select(_ => random.Next().ToString("x8"))), NumberStyles.HexNumber);
}
