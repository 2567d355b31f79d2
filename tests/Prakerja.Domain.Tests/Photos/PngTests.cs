using Prakerja.Domain.Photos;

namespace Prakerja.Domain.Tests.Photos;

public sealed class PngTests
{
    private static readonly byte[] Text = Png.Chunk("tEXt", [.. "Author\0me"u8]);

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "cut off", Png.Signature },
        { "cut off", Png.Of(Png.Header(640, 480), Png.Data) },
        { "cut off", Png.Of(Png.Header(640, 480), [0xFF, 0xFF, 0xFF, 0xFF, 0x49, 0x44, 0x41, 0x54, 0, 0, 0, 0]) },
        { "damaged", Png.Of(Png.Header(640, 480), Png.End) },
        { "damaged", Png.Of(Png.Data, Png.Header(640, 480), Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480), Png.Header(640, 480), Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480), Png.Data, Text, Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480, colour: 3), Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480), Png.Palette, Png.Palette, Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480), Png.Data, Png.Palette, Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480, depth: 7), Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480, colour: 5), Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480, interlace: 2), Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(0, 480), Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(-1, 480), Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480), Png.Chunk("CgBI", [1]), Png.Data, Png.End) },
        { "damaged", Png.Of(Png.Header(640, 480), Png.Data, Png.Chunk("IEND", [1])) },
        { "too small", Png.Photo(320, 239) },
        { "too large", Png.Photo(int.MaxValue, int.MaxValue) },
    };

    [Fact]
    public void Inspect_APng_GivesItsSize() => Assert.Equal(new PhotoInfo("image/png", 640, 480), PhotoInspector.Inspect(Png.Photo()).Value);

    [Fact]
    public void Inspect_PaletteBeforeData_IsFine() =>
        Assert.True(PhotoInspector.Inspect(Png.Of(Png.Header(640, 480, 4, 3, 1), Png.Palette, Png.Data, Png.Data, Png.End)).IsOk);

    [Theory]
    [MemberData(nameof(Refused))]
    public void Inspect_AnythingElse_SaysWhy(string why, byte[] content)
    {
        Assert.Contains(why, PhotoInspector.Inspect(content).Problem.En, StringComparison.Ordinal);
        Assert.Empty(PhotoInspector.StripMetadata(content));
    }

    [Fact]
    public void Inspect_CutAnywhere_IsRefused()
    {
        var whole = Png.Photo();
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.False(PhotoInspector.Inspect(whole.AsSpan(0, length)).IsOk));
    }

    [Fact]
    public void Inspect_AnyOneBitFlipped_IsRefused()
    {
        var whole = Png.Photo();
        Assert.All(Enumerable.Range(0, whole.Length * 8), bit =>
        {
            var flipped = (byte[])whole.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(PhotoInspector.Inspect(flipped).IsOk);
        });
    }

    [Fact]
    public void StripMetadata_KeepsThePictureAndDropsTheRest()
    {
        var transparency = Png.Chunk("tRNS", [0, 1, 0, 2, 0, 3]);
        var content = Png.Of(
            Png.Header(640, 480), Text, Png.Chunk("eXIf", [.. "II*\0"u8]), Png.Chunk("tIME", new byte[7]), Png.Chunk("iTXt", [.. "XML:com.adobe.xmp"u8]),
            transparency, Png.Data, Png.Data, Png.Chunk("zTXt", [1]), Png.End, "trailing garbage"u8.ToArray());

        Assert.Equal(Png.Of(Png.Header(640, 480), transparency, Png.Data, Png.Data, Png.End), PhotoInspector.StripMetadata(content));
    }
}
