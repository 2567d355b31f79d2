using Prakerja.Domain.Regions;

namespace Prakerja.Local.Sandbox.Residents;

/// <summary>
/// How often a regency is a resident's home. By island group, per regency: Java (provinces 31-36) 10, Sumatra (11-21) 3, Maluku and
/// Papua (81-96) 1, the rest 2; so about 58 in 100 residents live on Java, as in the census.
/// </summary>
internal static class RegencyWeights
{
    private static readonly Regency[] Tickets = [.. RegencyTable.All.SelectMany(r => Enumerable.Repeat(r, WeightOf(r)))];

    public static Regency Pick(Dice dice) => dice.Pick(Tickets);

    public static int WeightOf(Regency regency) => int.Parse(regency.ProvinceCode) switch
    {
        >= 31 and <= 36 => 10,
        <= 21 => 3,
        >= 81 => 1,
        _ => 2,
    };
}
