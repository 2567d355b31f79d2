using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Prakerja.Domain.Draw;

/// <summary>Runs <paramref name="body"/> for 0 … <paramref name="parts"/> − 1, in any order and on any number of threads, and returns when all are done.</summary>
public delegate void Spread(int parts, Action<int> body);

/// <summary>
/// The order of the draw, (group, score): 8 bytes an entry hold the group and the first bits of the score. Equal keys are told
/// apart by the whole score, computed again.
/// </summary>
internal sealed class DrawOrder
{
    /// <summary>Bits of the score in a key; the ten above them hold the group, at most 999.</summary>
    public const int ScoreBits = 54;

    private const int PartSize = 1 << 16;

    private readonly DrawEntries entries;
    private readonly Hash256 seed;
    private readonly int dropped;
    private readonly ulong[] keys;

    /// <param name="scoreBits">Fewer bits change nothing but the number of ties (tests).</param>
    public DrawOrder(DrawEntries entries, Hash256 seed, Spread spread, int scoreBits = ScoreBits)
    {
        (this.entries, this.seed, dropped) = (entries, seed, 64 - scoreBits);
        keys = new ulong[entries.Count];
        spread((entries.Count + PartSize - 1) / PartSize, FillPart);
    }

    public ulong Key(int entry) => keys[entry];

    public int Compare(int left, int right) =>
        keys[left] != keys[right] ? keys[left].CompareTo(keys[right]) : CompareTied(left, right);

    /// <summary>Sorts entries of any kind by the draw's order.</summary>
    public void Sort(Span<int> indexes)
    {
        var sorted = new ulong[indexes.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = keys[indexes[i]];
        }

        sorted.AsSpan().Sort(indexes);
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                indexes[start..end].Sort(CompareTied);
            }

            start = end;
        }
    }

    private int CompareTied(int left, int right) =>
        DrawSeed.Score(seed, entries.TicketAt(left)).CompareTo(DrawSeed.Score(seed, entries.TicketAt(right)));

    private void FillPart(int part)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, seed.ToArray());
        Span<byte> ticket = stackalloc byte[16];
        Span<byte> score = stackalloc byte[Hash256.Size];
        var end = (int)Math.Min(entries.Count, (part + 1L) * PartSize);
        for (var i = part * PartSize; i < end; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(ticket, entries.TicketAt(i));
            hmac.AppendData(ticket);
            hmac.GetHashAndReset(score);
            var start = BinaryPrimitives.ReadUInt64BigEndian(score) >> dropped;
            keys[i] = ((ulong)entries.GroupAt(i) << ScoreBits) | start;
        }
    }
}
