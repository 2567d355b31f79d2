namespace Prakerja.Domain.Photos;

/// <param name="Type"><c>image/jpeg</c> or <c>image/png</c>, by content.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record PhotoInfo(string Type, int Width, int Height);

/// <summary>What a photo of a KTP or a person may be like.</summary>
public static class PhotoLimits
{
    /// <summary>5 MiB.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>The longer side, in pixels.</summary>
    public const int MinLongSide = 320;

    /// <summary>The shorter side, in pixels.</summary>
    public const int MinShortSide = 240;

    /// <summary>Width × height: 25 MP.</summary>
    public const long MaxPixels = 25_000_000;

    internal static LocalText? Judge(int width, int height) =>
        Math.Max(width, height) < MinLongSide || Math.Min(width, height) < MinShortSide
            ? PhotoProblems.TooSmall(width, height)
        : (long)width * height > MaxPixels ? PhotoProblems.TooLarge(width, height)
        : null;
}
