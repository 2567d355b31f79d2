using Prakerja.Domain.Tests.Photos;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Registration;

public class PhotoTests
{
    private const string Path = "/api/me/photos/ktp";

    [Fact]
    public async Task Photo_OfWrongTypeSizeOrForm_IsRefusedAndNothingIsKept()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");

        Assert.Equal(415, (await harness.PutPhotoAsync(Path, token, Png.Photo(), "application/pdf")).Status);
        Assert.Equal(400, (await harness.PutPhotoAsync(Path, token, "not a photo"u8.ToArray())).Status);
        Assert.Equal(400, (await harness.PutPhotoAsync(Path, token, Png.Photo(319, 240))).Status);
        Assert.Equal(400, (await harness.PutPhotoAsync(Path, token, Png.Photo()[..^1])).Status);
        Assert.Equal(413, (await harness.PutPhotoAsync(Path, token, new byte[PutPhotos.MaxBytes + 1])).Status);
        Assert.Null((await harness.FindAsync(harness.IdOf(token))).Facts.KtpPhoto);
    }

    [Fact]
    public async Task Photo_NamedOtherwise_IsJudgedByContent()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");

        Assert.Equal(204, (await harness.PutPhotoAsync(Path, token, Png.Photo(), "image/jpeg")).Status);
        var name = (await harness.FindAsync(harness.IdOf(token))).Facts.KtpPhoto!;
        Assert.Equal("image/png", (await harness.Blobs.GetInfoAsync(PutPhotos.Container, name))!.ContentType);
    }

    [Fact]
    public async Task Photo_Replaced_DeletesTheOldOne()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");
        await harness.PutPhotoAsync(Path, token, Png.Photo());
        var old = (await harness.FindAsync(harness.IdOf(token))).Facts.KtpPhoto!;

        await harness.PutPhotoAsync(Path, token, Png.Photo(800, 600));

        Assert.Null(await harness.Blobs.GetInfoAsync(PutPhotos.Container, old));
    }
}
