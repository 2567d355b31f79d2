using System.Buffers;
using System.Buffers.Binary;

namespace Prakerja.Domain.Photos;

/// <summary>One walk over the markers of a JPEG (ITU T.81 annex B), copying what makes up the picture.</summary>
internal ref struct JpegWalk(ReadOnlySpan<byte> content, IBufferWriter<byte>? kept)
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    private readonly ReadOnlySpan<byte> content = content;
    private int at = 2;
    private PhotoInfo? info;
    private bool scanned;
    private LocalText? problem;

    public static ReadOnlySpan<byte> Start => [0xFF, StartOfImage, 0xFF];

    public Parsed<PhotoInfo> Run()
    {
        kept?.Write(content[..2]);
        while (NextMarker() is { } marker)
        {
            if (marker == EndOfImage)
            {
                kept?.Write<byte>([0xFF, EndOfImage]);
                return info is not null && scanned ? Parsed.Ok(info) : Parsed.Refused<PhotoInfo>(PhotoProblems.Damaged);
            }

            if (!Segment(marker))
            {
                break;
            }
        }

        return Parsed.Refused<PhotoInfo>(problem ?? PhotoProblems.Truncated);
    }

    /// <summary>The marker at the present place, after any fill bytes; null, with the problem, if there is none.</summary>
    private byte? NextMarker()
    {
        if (at < content.Length && content[at] != 0xFF)
        {
            problem = PhotoProblems.Damaged;
            return null;
        }

        while (at < content.Length && content[at] == 0xFF)
        {
            at++;
        }

        return at < content.Length ? content[at++] : null;
    }

    private bool Segment(byte marker)
    {
        if (!JpegMarkers.HasSegment(marker))
        {
            return Refuse(JpegMarkers.IsForeign(marker) ? PhotoProblems.KindOfJpeg : PhotoProblems.Damaged);
        }

        if (!BinaryPrimitives.TryReadUInt16BigEndian(content[at..], out var length) || at + length > content.Length)
        {
            return false;
        }

        if (length < 2)
        {
            return Refuse(PhotoProblems.Damaged);
        }

        var body = content[(at + 2)..(at + length)];
        at += length;
        return (!JpegMarkers.IsFrame(marker) || Frame(body)) && (marker != StartOfScan || Scan(body)) && Keep(marker, body);
    }

    private bool Frame(ReadOnlySpan<byte> body)
    {
        if (info is not null || !JpegMarkers.TryReadFrame(body, out var width, out var height))
        {
            return Refuse(PhotoProblems.Damaged);
        }

        info = new PhotoInfo("image/jpeg", width, height);
        return PhotoLimits.Judge(width, height) is not { } wrong || Refuse(wrong);
    }

    private bool Scan(ReadOnlySpan<byte> body)
    {
        scanned = true;
        return (info is not null && body.Length >= 6 && body[0] is >= 1 and <= 4 && body.Length == 4 + (2 * body[0])) || Refuse(PhotoProblems.Damaged);
    }

    private bool Keep(byte marker, ReadOnlySpan<byte> body)
    {
        if (kept is not null)
        {
            JpegMarkers.Write(kept, marker, body);
        }

        if (marker == StartOfScan)
        {
            var from = at;
            at = JpegMarkers.EndOfEntropyCoded(content, at);
            kept?.Write(content[from..at]);
        }

        return true;
    }

    private bool Refuse(LocalText wrong)
    {
        problem = wrong;
        return false;
    }
}
