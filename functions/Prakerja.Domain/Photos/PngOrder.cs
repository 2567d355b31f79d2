using System.Buffers.Binary;

namespace Prakerja.Domain.Photos;

/// <summary>Which PNG chunk may come when: IHDR first, PLTE at most once and before the data, IDAT in one run, IEND last.</summary>
internal struct PngOrder
{
    private byte colourType;
    private bool palette;
    private bool data;
    private bool dataOver;

    public PhotoInfo? Info { get; private set; }

    public bool Ended { get; private set; }

    /// <summary>Chunks without which the picture looks different; all others are dropped.</summary>
    public static bool BelongsToPicture(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("IHDR"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("IEND"u8)
        || type.SequenceEqual("tRNS"u8) || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("cHRM"u8) || type.SequenceEqual("sRGB"u8);

    /// <summary>Takes the next chunk; false if it may not come here or is not as it must be.</summary>
    public bool Accepts(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        if (Info is null)
        {
            return type.SequenceEqual("IHDR"u8) && Header(body);
        }

        if (type.SequenceEqual("IDAT"u8))
        {
            data = true;
            return !dataOver && (colourType != 3 || palette);
        }

        dataOver = data;
        return type.SequenceEqual("PLTE"u8) ? Palette(body)
            : type.SequenceEqual("IEND"u8) ? End(body)
            : IsAncillary(type);
    }

    private static bool IsAncillary(ReadOnlySpan<byte> type) =>
        char.IsAsciiLetterLower((char)type[0]) && char.IsAsciiLetter((char)type[1]) && char.IsAsciiLetter((char)type[2]) && char.IsAsciiLetter((char)type[3]);

    private static bool IsFormat(byte depth, byte colour) => colour switch
    {
        0 => depth is 1 or 2 or 4 or 8 or 16,
        3 => depth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => depth is 8 or 16,
        _ => false,
    };

    private bool Header(ReadOnlySpan<byte> body)
    {
        if (body.Length != 13 || !IsFormat(body[8], body[9]) || body[10] != 0 || body[11] != 0 || body[12] > 1)
        {
            return false;
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[4..]));
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            return false;
        }

        (Info, colourType) = (new PhotoInfo("image/png", (int)width, (int)height), body[9]);
        return true;
    }

    private bool Palette(ReadOnlySpan<byte> body)
    {
        var fits = !palette && !data && colourType is 2 or 3 or 6 && body.Length % 3 == 0 && body.Length is > 0 and <= 768;
        palette = true;
        return fits;
    }

    private bool End(ReadOnlySpan<byte> body)
    {
        Ended = true;
        return data && body.IsEmpty;
    }
}
