using Prakerja.Domain.Photos;

namespace Prakerja.Domain.Tests.Photos;

public sealed class JpegTests
{
    public static TheoryData<string, byte[]> Refused => new()
    {
        { "cut off", Jpeg.Of(Jpeg.Start, [0xFF]) },
        { "cut off", Jpeg.Of(Jpeg.Start, Jpeg.Tables, Jpeg.Frame(640, 480), Jpeg.Scan) },
        { "cut off", Jpeg.Of(Jpeg.Start, Jpeg.Tables, Jpeg.Frame(640, 480), Jpeg.Scan, [0xFF]) },
        { "cut off", Jpeg.Of(Jpeg.Start, [0xFF, 0xE1, 0xFF, 0xFF, 0]) },
        { "damaged", Jpeg.Of(Jpeg.Start, Jpeg.Tables, Jpeg.Frame(640, 480), Jpeg.End) },
        { "damaged", Jpeg.Of(Jpeg.Start, Jpeg.Scan, Jpeg.End) },
        { "damaged", Jpeg.Of(Jpeg.Start, Jpeg.Frame(640, 480), Jpeg.Frame(640, 480), Jpeg.Scan, Jpeg.End) },
        { "damaged", Jpeg.Of(Jpeg.Start, Jpeg.Frame(640, 480), [0x00], Jpeg.Scan, Jpeg.End) },
        { "damaged", Jpeg.Of(Jpeg.Start, [0xFF, 0xDB, 0, 1], Jpeg.Frame(640, 480), Jpeg.Scan, Jpeg.End) },
        { "damaged", Jpeg.Of(Jpeg.Start, Jpeg.Frame(640, 480, precision: 12), Jpeg.Scan, Jpeg.End) },
        { "damaged", Jpeg.Of(Jpeg.Start, Jpeg.Frame(640, 0), Jpeg.Scan, Jpeg.End) },
        { "damaged", Jpeg.Of(Jpeg.Start, Jpeg.Frame(640, 480), Jpeg.Segment(0xDA, [2, 1, 0, 0, 63, 0]), Jpeg.End) },
        { "not supported", Jpeg.Photo(marker: 0xC1) },
        { "not supported", Jpeg.Photo(marker: 0xC3) },
        { "not supported", Jpeg.Photo(marker: 0xC9) },
        { "too small", Jpeg.Photo(319, 240) },
        { "too large", Jpeg.Photo(5001, 5000) },
    };

    [Theory]
    [InlineData(0xC0)]
    [InlineData(0xC2)]
    public void Inspect_BaselineOrProgressive_GivesItsSize(byte marker) =>
        Assert.Equal(new PhotoInfo("image/jpeg", 640, 480), PhotoInspector.Inspect(Jpeg.Photo(marker: marker)).Value);

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
        var whole = Jpeg.Photo();
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.False(PhotoInspector.Inspect(whole.AsSpan(0, length)).IsOk));
    }

    [Fact]
    public void StripMetadata_KeepsThePictureAndDropsWhatTheCameraTold()
    {
        var content = Jpeg.Of(
            Jpeg.Start, Jpeg.Jfif, Jpeg.Exif, Jpeg.Profile, Jpeg.Comment, Jpeg.Adobe, Jpeg.Tables, Jpeg.Frame(640, 480, 0xC2),
            Jpeg.Scan, Jpeg.Comment, Jpeg.Tables, Jpeg.Scan, Jpeg.End, "trailing garbage"u8.ToArray());

        Assert.Equal(
            Jpeg.Of(Jpeg.Start, Jpeg.Jfif, Jpeg.Adobe, Jpeg.Tables, Jpeg.Frame(640, 480, 0xC2), Jpeg.Scan, Jpeg.Tables, Jpeg.Scan, Jpeg.End),
            PhotoInspector.StripMetadata(content));
    }

    [Fact]
    public void StripMetadata_JfifThumbnail_IsDropped()
    {
        var withThumbnail = Jpeg.Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 72, 0, 72, 1, 1, 9, 9, 9]);
        var content = Jpeg.Of(Jpeg.Start, withThumbnail, Jpeg.Segment(0xE0, "JFXX\0 another"u8), Jpeg.Tables, Jpeg.Frame(640, 480), Jpeg.Scan, Jpeg.End);

        Assert.Equal(Jpeg.Photo(), PhotoInspector.StripMetadata(content));
    }

    [Fact]
    public void Inspect_FillBytesBeforeAMarker_AreFine() =>
        Assert.True(PhotoInspector.Inspect(Jpeg.Of(Jpeg.Start, [0xFF, 0xFF], Jpeg.Tables, Jpeg.Frame(640, 480), Jpeg.Scan, [0xFF, 0xFF], Jpeg.End)).IsOk);
}
