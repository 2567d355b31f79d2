using System.Buffers.Binary;
using Prakerja.Domain.Draw;

namespace Prakerja.Pipeline.Batches;

/// <summary>The sparse index of <see cref="DrawLists"/>, 64 bytes per 1,024 entries.</summary>
internal sealed class DrawIndex(byte[] index, DrawRecord record, IReadOnlyDictionary<string, string> cutOffs)
{
    public DrawRecord Record => record;

    public IReadOnlyDictionary<string, string> CutOffs => cutOffs;

    public IReadOnlyList<Hash256> Roots { get; } =
        [.. Enumerable.Range(0, index.Length / DrawLists.RecordSize).Select(b => new Hash256(index.AsSpan((b * DrawLists.RecordSize) + 32, Hash256.Size)))];

    /// <summary>The block that has the ticket if any has; null: before the first.</summary>
    public int? BlockOf(UInt128 ticket)
    {
        var (low, high) = (0, Roots.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (BinaryPrimitives.ReadUInt128BigEndian(index.AsSpan(middle * DrawLists.RecordSize)) <= ticket)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high >= 0 ? high : null;
    }

    public long EntryOffset(int block) => Offset(block, 16);

    public long ResultOffset(int block) => Offset(block, 24);

    /// <summary>Null: to the end of the file.</summary>
    public long? EntryLength(int block) => block + 1 < Roots.Count ? EntryOffset(block + 1) - EntryOffset(block) : null;

    public long? ResultLength(int block) => block + 1 < Roots.Count ? ResultOffset(block + 1) - ResultOffset(block) : null;

    private long Offset(int block, int field) => BinaryPrimitives.ReadInt64BigEndian(index.AsSpan((block * DrawLists.RecordSize) + field));
}
