using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Draw;
using Prakerja.Domain.Regions;

namespace Prakerja.Benchmarks.Draw;

/// <summary>A made-up batch: all 514 regencies, the largest a hundred times the smallest, five groups, two candidates a household on average.</summary>
internal static class Population
{
    private const int Groups = 5;
    private const int PlacesPerThousand = 100;
    private const int Reserves = 200;

    private static readonly RegencyCode[] Regencies = [.. RegencyTable.All.Select(regency => RegencyCode.Parse(regency.Code))];

    /// <summary>Writes entries line by line, in ticket order.</summary>
    public static void WriteEntries(string path, int count)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20);
        Span<byte> line = stackalloc byte[DrawEntry.MaxLineLength];
        var step = UInt128.MaxValue / (UInt128)count;
        for (var i = 0; i < count; i++)
        {
            var length = EntryLine.Format(Entry(i, step, count), line);
            line[length] = (byte)'\n';
            file.Write(line[..(length + 1)]);
        }
    }

    /// <summary>A tenth as many places as candidates, spread evenly: some regencies have too few candidates, so there is a national round.</summary>
    public static DrawRules Rules(int count) => new(
        1, new BeaconRound("sandbox", 1001), Regencies.ToDictionary(regency => regency, _ => (long)count * PlacesPerThousand / 1000 / Regencies.Length), Reserves);

    private static DrawEntry Entry(int i, UInt128 step, int count)
    {
        var mixed = SHA256.HashData(Encoding.ASCII.GetBytes($"ticket {i}"));
        var family = BinaryPrimitives.ReadUInt32BigEndian(mixed.AsSpan(16)) % (uint)Math.Max(1, count / 2);
        var household = SHA256.HashData(Encoding.ASCII.GetBytes($"family {family}"));
        // Squared: candidates crowd in the first regencies of the list.
        var place = BinaryPrimitives.ReadUInt32BigEndian(mixed.AsSpan(20)) / (double)uint.MaxValue;
        return new DrawEntry(
            ((UInt128)i * step) + (BinaryPrimitives.ReadUInt128BigEndian(mixed) % step),
            Regencies[Math.Min(Regencies.Length - 1, (int)(place * place * Regencies.Length))],
            1 + (mixed[24] % Groups),
            BinaryPrimitives.ReadUInt128BigEndian(household),
            1 + (household[16] & 1));
    }
}
