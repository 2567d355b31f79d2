using System.Buffers;
using System.Buffers.Binary;

namespace Prakerja.Domain.Photos;

/// <summary>What the markers of a JPEG mean to us.</summary>
internal static class JpegMarkers
{
    private const int JfifLength = 14;

    /// <summary>Baseline and progressive frames.</summary>
    public static bool IsFrame(byte marker) => marker is 0xC0 or 0xC2;

    /// <summary>Lossless, arithmetic, extended and hierarchical coding: legal and not for us.</summary>
    public static bool IsForeign(byte marker) => marker is (>= 0xC0 and <= 0xCF) or 0xDC or 0xDE or 0xDF;

    /// <summary>Frames, tables, scans, restart intervals, application data and comments.</summary>
    public static bool HasSegment(byte marker) => marker is 0xC0 or 0xC2 or 0xC4 or 0xDA or 0xDB or 0xDD or (>= 0xE0 and <= 0xEF) or 0xFE;

    /// <summary>8 bits a sample, 1, 3 or 4 components, and a size that is known from the start.</summary>
    public static bool TryReadFrame(ReadOnlySpan<byte> body, out int width, out int height)
    {
        (width, height) = (0, 0);
        if (body.Length < 6 || body[0] != 8 || body[5] is not (1 or 3 or 4) || body.Length != 6 + (3 * body[5]))
        {
            return false;
        }

        height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
        width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
        return width > 0 && height > 0;
    }

    /// <summary>Where the entropy-coded data ends: at the first marker that is neither a stuffed byte nor a restart, or at the end of the file.</summary>
    public static int EndOfEntropyCoded(ReadOnlySpan<byte> content, int at)
    {
        while (true)
        {
            var next = content[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= content.Length)
            {
                return content.Length;
            }

            at += next;
            if (content[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }
    }

    /// <summary>Writes a segment, unless it is not part of the picture. JFIF loses its thumbnail; Adobe's tells how colours are coded.</summary>
    public static void Write(IBufferWriter<byte> kept, byte marker, ReadOnlySpan<byte> body)
    {
        if (marker == 0xE0 && body.StartsWith("JFIF\0"u8) && body.Length >= JfifLength)
        {
            Segment(kept, marker, [.. body[..(JfifLength - 2)], 0, 0]);
        }
        else if (marker == 0xEE ? body.StartsWith("Adobe"u8) && body.Length == 12 : marker is not ((>= 0xE0 and <= 0xEF) or 0xFE))
        {
            Segment(kept, marker, body);
        }
    }

    private static void Segment(IBufferWriter<byte> kept, byte marker, ReadOnlySpan<byte> body)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(body.Length + 2));
        kept.Write(head);
        kept.Write(body);
    }
}
