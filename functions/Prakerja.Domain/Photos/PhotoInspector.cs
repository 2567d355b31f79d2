using System.Buffers;

namespace Prakerja.Domain.Photos;

/// <summary>
/// Judges a photo by its content and rewrites it without what the camera told about itself. Both walk the whole structure once,
/// from first to last byte, in time proportional to the length, and never throw for any content. Pixels are not decoded.
/// </summary>
public static class PhotoInspector
{
    /// <summary>Type and size, or why it is refused. Bytes after the picture's end are ignored here and dropped by <see cref="StripMetadata"/>.</summary>
    public static Parsed<PhotoInfo> Inspect(ReadOnlySpan<byte> content) => Walk(content, null);

    /// <summary>
    /// The same picture without EXIF, XMP, colour profiles, comments, thumbnails, texts, times and trailing bytes. Empty if
    /// <see cref="Inspect"/> refuses the content.
    /// </summary>
    public static byte[] StripMetadata(byte[] content)
    {
        var kept = new ArrayBufferWriter<byte>(Math.Max(1, Math.Min(content.Length, PhotoLimits.MaxBytes)));
        return Walk(content, kept).IsOk ? kept.WrittenSpan.ToArray() : [];
    }

    private static Parsed<PhotoInfo> Walk(ReadOnlySpan<byte> content, IBufferWriter<byte>? kept)
    {
        if (content.Length > PhotoLimits.MaxBytes)
        {
            return Parsed.Refused<PhotoInfo>(PhotoProblems.TooManyBytes);
        }

        return content.StartsWith(JpegWalk.Start) ? new JpegWalk(content, kept).Run()
            : content.StartsWith(PngWalk.Signature) ? new PngWalk(content, kept).Run()
            : Parsed.Refused<PhotoInfo>(PhotoProblems.NotAPhoto);
    }
}
