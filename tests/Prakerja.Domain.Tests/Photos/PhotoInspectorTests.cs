using System.Diagnostics;
using FsCheck.Xunit;
using Prakerja.Domain.Photos;

namespace Prakerja.Domain.Tests.Photos;

public sealed class PhotoInspectorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("GIF89a")]
    [InlineData("RIFF....WEBPVP8 ")]
    [InlineData("<svg/>")]
    [InlineData("%PDF-1.7")]
    public void Inspect_OtherContent_IsNotAPhoto(string content) =>
        Assert.Contains("not a JPEG or PNG", PhotoInspector.Inspect(System.Text.Encoding.ASCII.GetBytes(content)).Problem.En, StringComparison.Ordinal);

    [Theory]
    [InlineData(320, 240, true)]
    [InlineData(240, 320, true)]
    [InlineData(320, 239, false)]
    [InlineData(319, 240, false)]
    [InlineData(319, 319, false)]
    [InlineData(5000, 5000, true)]
    [InlineData(5001, 5000, false)]
    [InlineData(65_535, 381, true)]
    [InlineData(65_535, 382, false)]
    public void Inspect_Size_HasBothLimitsInEitherOrientation(int width, int height, bool fine)
    {
        Assert.Equal(fine, PhotoInspector.Inspect(Jpeg.Photo(width, height)).IsOk);
        Assert.Equal(fine, PhotoInspector.Inspect(Png.Photo(width, height)).IsOk);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Inspect_Bytes_AreAtMostFiveMebibytes(int more, bool fine)
    {
        var content = new byte[(5 * 1024 * 1024) + more];
        Jpeg.Photo().CopyTo(content, 0);
        Assert.Equal(fine, PhotoInspector.Inspect(content).IsOk);
    }

    [Fact]
    public void StripMetadata_Twice_IsTheSameAsOnce()
    {
        var once = PhotoInspector.StripMetadata(Jpeg.Of(Jpeg.Start, Jpeg.Jfif, Jpeg.Exif, Jpeg.Tables, Jpeg.Frame(640, 480), Jpeg.Scan, Jpeg.End, [1, 2]));
        Assert.Equal(once, PhotoInspector.StripMetadata(once));
        Assert.Equal(PhotoInspector.Inspect(once).Value, new PhotoInfo("image/jpeg", 640, 480));
    }

    [Property(MaxTest = 2000)]
    public bool Inspect_DamagedPhotos_NeverThrowAndAgreeWithStripping(bool png, List<(ushort At, byte Value)> damage)
    {
        var content = png ? Png.Photo() : Jpeg.Photo();
        damage.ForEach(d => content[d.At % content.Length] = d.Value);
        return PhotoInspector.Inspect(content).IsOk == PhotoInspector.StripMetadata(content).Length > 0;
    }

    [Property(MaxTest = 500)]
    public bool Inspect_AnyBytesAfterTheStart_NeverThrow(bool png, byte[] rest)
    {
        byte[] content = png ? [.. Png.Signature, .. rest] : [.. Jpeg.Start, 0xFF, .. rest];
        return PhotoInspector.Inspect(content).IsOk == PhotoInspector.StripMetadata(content).Length > 0;
    }

    // A million empty segments, or one long run of markers, must cost no more than reading the file; the limit is very generous.
    [Fact]
    public void Inspect_HostileFiveMebibytes_TakesLinearTime()
    {
        var segments = Jpeg.Of(Jpeg.Start, [.. Enumerable.Repeat(new byte[] { 0xFF, 0xFE, 0, 2 }, 1_300_000).SelectMany(s => s)]);
        var chunks = Png.Of(Png.Header(640, 480), [.. Enumerable.Repeat(Png.Chunk("tEXt", []), 430_000).SelectMany(c => c)]);
        var markers = new byte[5 * 1024 * 1024];
        Array.Fill(markers, (byte)0xFF);
        markers[1] = 0xD8;
        var watch = Stopwatch.StartNew();

        Assert.All(new[] { segments, chunks, markers }, content => Assert.Contains("cut off", PhotoInspector.Inspect(content).Problem.En, StringComparison.Ordinal));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
