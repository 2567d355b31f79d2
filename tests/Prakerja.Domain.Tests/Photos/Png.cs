using System.Buffers.Binary;

namespace Prakerja.Domain.Tests.Photos;

/// <summary>Builds the structure of a PNG chunk by chunk, with a checksum computed bit by bit, apart from the code's own.</summary>
internal static class Png
{
    public static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    public static readonly byte[] End = Chunk("IEND", []);
    public static readonly byte[] Data = Chunk("IDAT", [0x78, 0x9C, 1, 2, 3]);
    public static readonly byte[] Palette = Chunk("PLTE", [1, 2, 3, 4, 5, 6]);

    public static byte[] Header(int width, int height, byte depth = 8, byte colour = 2, byte interlace = 0)
    {
        var body = new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, depth, colour, 0, 0, interlace };
        BinaryPrimitives.WriteInt32BigEndian(body, width);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(4), height);
        return Chunk("IHDR", body);
    }

    public static byte[] Chunk(string type, byte[] body)
    {
        byte[] named = [.. type.Select(c => (byte)c), .. body];
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Checksum(named));
        return chunk;
    }

    public static byte[] Of(params IEnumerable<byte[]> chunks) => [.. Signature, .. chunks.SelectMany(c => c)];

    public static byte[] Photo(int width = 640, int height = 480) => Of(Header(width, height), Data, End);

    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var bit in bytes.SelectMany(b => Enumerable.Range(0, 8).Select(n => (uint)(b >> n) & 1)))
        {
            crc = ((crc ^ bit) & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
