using System.Buffers.Binary;
using System.Text;
using Prakerja.Local.Tests.Programme;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>Uploads that are not what they say: photos, CSV files, statements.</summary>
internal static class FileAttacks
{
    public static IEnumerable<Attack> Photos(Attack good, Random random)
    {
        var png = Programme.Photos.Bytes();
        for (var flip = 0; flip < 60; flip++)
        {
            byte[] bent = [.. png];
            bent[random.Next(8, png.Length)] ^= (byte)(1 << random.Next(8));
            yield return good.With($"PNG bent {flip}", bent);
        }

        for (var cut = 0; cut < 20; cut++)
        {
            yield return good.With($"PNG cut {cut}", png[..random.Next(png.Length - 1)]);
        }

        foreach (var (width, height) in ((int, int)[])[(319, 240), (320, 239), (1, 1), (0, 0), (-1, 240), (100_000, 100_000), (int.MaxValue, int.MaxValue), (5001, 5000)])
        {
            yield return good.With($"PNG says {width}×{height}", Resized(png, width, height));
        }

        foreach (var text in (string[])["", " ", "{}", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "MZ", "\u0089PNG", "<script>", "PK\u0003\u0004"])
        {
            yield return good.With($"photo {text}", text);
        }

        byte[][] jpegs = [[0xff, 0xd8], [0xff, 0xd8, 0xff], [0xff, 0xd8, 0xff, 0xd9], [0xff, 0xd8, 0xff, 0xe0, 0, 0], [0xff, 0xd8, 0xff, 0xc0, 0xff, 0xff], [0xff, 0xd8, .. Noise(random, 5000)], Noise(random, 1000)];
        foreach (var jpeg in jpegs)
        {
            yield return good.With($"JPEG of {jpeg.Length}", jpeg) with { MediaType = "image/jpeg" };
        }
    }

    /// <summary>Bad as a file, so that not even a line of it can be answered.</summary>
    public static IEnumerable<Attack> Csv(Attack good) =>
        ((string[])["", " ", "\"", "\"a\"b", "a,\"b", "a\"b,c", ",,,", "nope", "nik", "nik,nik\n1,1\n", "\0", "{}", "[]", "\ufeff", "nik;familyCardNumber\n", "<x/>"])
        .Select(text => good.With($"CSV {text}", text)).Append(good.With("CSV not UTF-8", [0xff, 0xfe, 0x00]));

    private static byte[] Noise(Random random, int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    /// <summary>A header that is right in itself, checksum included.</summary>
    private static byte[] Resized(byte[] png, int width, int height)
    {
        byte[] changed = [.. png];
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(29), System.IO.Hashing.Crc32.HashToUInt32(changed.AsSpan(12, 17)));
        return changed;
    }
}
