namespace Prakerja.Domain.Tests.Photos;

/// <summary>Builds the structure of a JPEG piece by piece; the entropy-coded data is made up, as nobody decodes it here.</summary>
internal static class Jpeg
{
    public static readonly byte[] Start = [0xFF, 0xD8];
    public static readonly byte[] End = [0xFF, 0xD9];
    public static readonly byte[] Jfif = Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 72, 0, 72, 0, 0]);
    public static readonly byte[] Adobe = Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]);
    public static readonly byte[] Exif = Segment(0xE1, "Exif\0\0 GPS 6.2S 106.8E"u8);
    public static readonly byte[] Comment = Segment(0xFE, "made at home"u8);
    public static readonly byte[] Profile = Segment(0xE2, "ICC_PROFILE\0 of my phone"u8);
    public static readonly byte[] Tables = [.. Segment(0xDB, new byte[65]), .. Segment(0xC4, new byte[20])];
    public static readonly byte[] Scan = [.. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56];

    public static byte[] Segment(byte marker, ReadOnlySpan<byte> body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    public static byte[] Frame(int width, int height, byte marker = 0xC0, byte precision = 8) =>
        Segment(marker, [precision, (byte)(height >> 8), (byte)(height & 0xFF), (byte)(width >> 8), (byte)(width & 0xFF), 1, 1, 0x11, 0]);

    public static byte[] Of(params IEnumerable<byte[]> parts) => [.. parts.SelectMany(p => p)];

    public static byte[] Photo(int width = 640, int height = 480, byte marker = 0xC0) => Of(Start, Jfif, Tables, Frame(width, height, marker), Scan, End);
}
