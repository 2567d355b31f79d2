using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

/// <param name="Arrival">Decile of joining, 0 to 9; tickets are minted at random, so it tells nothing about them.</param>
/// <param name="Member">Who joined first, second, … of the household, from 0.</param>
internal sealed record Person(DrawEntry Entry, int Arrival, int Member)
{
    public string Ticket => DrawEntry.IdText(Entry.Ticket);

    public string Line => $"{Ticket},{Entry.Regency},{Entry.Group},{DrawEntry.IdText(Entry.Household)},{Entry.Allowance}";
}

/// <summary>One made-up batch: a large, a middling and a small regency, more in the last groups, families of one to four; in ticket order.</summary>
internal static class SkewedPopulation
{
    private const int Size = 240;
    private static readonly RegencyCode[] Regencies = [RegencyCode.Parse("31.71"), RegencyCode.Parse("32.73"), RegencyCode.Parse("91.01")];

    public static Person[] Make(int seed)
    {
        var random = new Random(seed);
        var people = new List<Person>(Size);
        while (people.Count < Size)
        {
            AddFamily(people, random);
        }

        // Joining is in an order of its own.
        var joined = people.Select((_, i) => i).ToArray();
        random.Shuffle(joined);
        var order = joined.Select(i => people[i]).ToArray();
        var seen = new Dictionary<UInt128, int>();
        return [.. order.Select((person, at) => person with { Arrival = at * 10 / order.Length, Member = NextMember(seen, person.Entry.Household) }).OrderBy(p => p.Entry.Ticket)];
    }

    public static DrawRules Rules { get; } = new(
        1, new BeaconRound("test", 1), new Dictionary<RegencyCode, long> { [Regencies[0]] = 30, [Regencies[1]] = 12, [Regencies[2]] = 20 }, 5);

    private static void AddFamily(List<Person> people, Random random)
    {
        var (household, allowance) = (Id(random), random.Next(1, 3));
        var place = random.Next(10);
        var regency = Regencies[place < 6 ? 0 : place < 9 ? 1 : 2];
        for (var member = random.Next(1, 5); member > 0; member--)
        {
            var group = (int)Math.Sqrt(random.Next(1, 16)) + 1;
            people.Add(new Person(new DrawEntry(Id(random), regency, group, household, allowance), 0, 0));
        }
    }

    private static int NextMember(Dictionary<UInt128, int> seen, UInt128 household) => seen[household] = seen.GetValueOrDefault(household, -1) + 1;

    private static UInt128 Id(Random random) => new(unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)), unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)));
}
