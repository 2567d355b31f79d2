using Prakerja.Domain.Regions;

namespace Prakerja.Local.Sandbox.Residents;

/// <summary>People under one roof: one family card, one address. Of every ten residents of a seed some live alone and some in families of 2 to 4.</summary>
/// <param name="Head">Index of the member listed first.</param>
internal sealed record Household(int Head, Regency Home, string Address, bool Village)
{
    private static readonly int[][] Patterns = [[1, 1, 1, 1, 1, 2, 3], [1, 1, 1, 1, 2, 4], [1, 1, 1, 1, 1, 1, 1, 1, 2], [1, 1, 1, 3, 4]];

    private static readonly string[] Streets =
        ["Melati", "Mawar", "Kenanga", "Merdeka", "Sudirman", "Diponegoro", "Gajah Mada", "Pahlawan", "Pasar Baru", "Cempaka", "Veteran", "Kartini"];

    public static Household Of(long seed, int index)
    {
        var head = HeadOf(seed, index);
        var dice = new Dice(seed, head, 1);
        var home = RegencyWeights.Pick(dice);
        var address = $"Jl. {dice.Pick(Streets)} No. {dice.Next(180) + 1}, RT {dice.Next(12) + 1:D3}/RW {dice.Next(10) + 1:D3}, {home.Name}";
        return new Household(head, home, address, dice.Percent(56));
    }

    /// <summary>Of the first member's number, whose NIK region the card shares: nobody else's can have these digits.</summary>
    public string CardNumber(ResidentNumber head) =>
        $"{Home.Code.Replace(".", "", StringComparison.Ordinal)}{head.District:D2}{head.Day:D2}{head.Month:D2}{(head.YearClass * 2) + (head.Female ? 1 : 0):D2}{head.Serial:D4}";

    private static int HeadOf(long seed, int index)
    {
        var ten = index / 10;
        var head = ten * 10;
        foreach (var size in Patterns[(int)(Dice.Hash(seed, ten, 2) % (ulong)Patterns.Length)])
        {
            if (index < head + size)
            {
                break;
            }

            head += size;
        }

        return head;
    }
}
