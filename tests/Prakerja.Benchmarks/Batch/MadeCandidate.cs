using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Regions;

namespace Prakerja.Benchmarks.Batch;

/// <summary>
/// The <paramref name="Index"/>-th made-up candidate; all follows from seed and index. Households of 1 to 4 live together, crowded in the first regencies
/// of the list; a third of the people is in no group but the last two.
/// </summary>
internal sealed record MadeCandidate(int Index, string Id, string Ticket, string Nik, string FamilyCard, string Regency, int Group)
{
    private const int HouseholdBlock = 10;
    private const int MaxSerial = 9999;
    private static readonly int[] HouseholdSizes = [1, 2, 3, 4];
    private static readonly string[] Regencies = [.. RegencyTable.All.Select(r => r.Code)];

    public string Email => string.Create(CultureInfo.InvariantCulture, $"warga.{Index}@warga.example");

    public static IReadOnlyList<string> AllRegencies => Regencies;

    public static MadeCandidate Of(int seed, int index)
    {
        var head = HeadOf(index);
        var (person, family) = (Hash("person", seed, index), Hash("family", seed, head));
        var place = BitConverter.ToUInt32(family, 0) / ((double)uint.MaxValue + 1);
        var regency = Regencies[(int)(place * place * Regencies.Length)];
        var area = regency.Replace(".", "", StringComparison.Ordinal);
        return new MadeCandidate(
            index, Convert.ToHexStringLower(person.AsSpan(0, 16)), Convert.ToHexStringLower(Hash("ticket", seed, index).AsSpan(0, 16)),
            Digits(area, index), Digits(area, head), regency, 2 + (person[16] % 4));
    }

    /// <summary>Formed as a NIK: regency, district, a day of 1995, serial.</summary>
    private static string Digits(string area, int number)
    {
        var (days, serial) = Math.DivRem(number, MaxSerial);
        var born = new DateOnly(1995, 1, 1).AddDays(days);
        return string.Create(CultureInfo.InvariantCulture, $"{area}01{born:ddMMyy}{serial + 1:D4}");
    }

    private static int HeadOf(int index)
    {
        var head = index / HouseholdBlock * HouseholdBlock;
        foreach (var size in HouseholdSizes)
        {
            if (index < head + size)
            {
                break;
            }

            head += size;
        }

        return head;
    }

    private static byte[] Hash(string what, int seed, int number) =>
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what} {seed} {number}")));
}
