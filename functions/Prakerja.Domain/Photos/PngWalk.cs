using System.Buffers;
using System.Buffers.Binary;

namespace Prakerja.Domain.Photos;

/// <summary>One walk over the chunks of a PNG (W3C PNG, third edition), every checksum checked, copying what makes up the picture.</summary>
internal ref struct PngWalk(ReadOnlySpan<byte> content, IBufferWriter<byte>? kept)
{
    private const int Overhead = 12;

    private readonly ReadOnlySpan<byte> content = content;
    private int at = Signature.Length;
    private PngOrder order;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public Parsed<PhotoInfo> Run()
    {
        kept?.Write(Signature);
        while (!order.Ended)
        {
            if (!TryReadChunk(out var chunk))
            {
                return Parsed.Refused<PhotoInfo>(PhotoProblems.Truncated);
            }

            if (Step(chunk) is { } problem)
            {
                return Parsed.Refused<PhotoInfo>(problem);
            }
        }

        return Parsed.Ok(order.Info!);
    }

    /// <summary>Length, type, data and checksum as they stand.</summary>
    private bool TryReadChunk(out ReadOnlySpan<byte> chunk)
    {
        chunk = default;
        if (!BinaryPrimitives.TryReadUInt32BigEndian(content[at..], out var length) || length > content.Length - at - (long)Overhead)
        {
            return false;
        }

        chunk = content.Slice(at, Overhead + (int)length);
        at += chunk.Length;
        return true;
    }

    private LocalText? Step(ReadOnlySpan<byte> chunk)
    {
        var checkedPart = chunk[4..^4];
        if (Crc32.Of(checkedPart) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]) || !order.Accepts(checkedPart[..4], checkedPart[4..]))
        {
            return PhotoProblems.Damaged;
        }

        if (PngOrder.BelongsToPicture(checkedPart[..4]))
        {
            kept?.Write(chunk);
        }

        return PhotoLimits.Judge(order.Info!.Width, order.Info.Height);
    }
}
