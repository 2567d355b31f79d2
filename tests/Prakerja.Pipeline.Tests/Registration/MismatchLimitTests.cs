using Prakerja.Domain.Tests.Photos;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Registration;

public class MismatchLimitTests
{
    private const string Nik = "3273014403950001";

    [Fact]
    public async Task Profiles_AfterThreeMismatches_AskTheRegistryNoMore()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await UsedUpAsync(harness);

        var fourth = await harness.ExpectAsync(429, "PUT", "/api/me/profile", Born(4), token);
        await harness.ExpectAsync(429, "PUT", "/api/me/declaration", Applicants.Declaration, token);
        Assert.Equal(429, (await harness.PutPhotoAsync("/api/me/photos/ktp", token, Png.Photo())).Status);
        await harness.SettleAsync();

        Assert.Equal("86400", fourth.Headers.RetryAfter);
        Assert.Equal(3, harness.World.CivilQueries.Count);
    }

    [Fact]
    public async Task Profile_ADayAfterThreeMismatches_IsCheckedAgain()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = harness.IdOf(await UsedUpAsync(harness));
        await harness.AdvanceAsync(TimeSpan.FromHours(24));
        harness.World.Civil.Remove(Nik);

        Assert.Equal(204, (await harness.AsAsync(id, "PUT", "/api/me/profile", Born(4))).Status);
        await harness.SettleAsync();

        Assert.Equal(4, harness.World.CivilQueries.Count);
    }

    [Fact]
    public async Task Check_StartedByAPhoneAfterThreeMismatches_IsLockedWithoutAsking()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var other = await harness.LogInAsync("b@example.id", "+6281234567891");
        await harness.PutIdentityAsync(other, Nik);
        await harness.ExpectAsync(204, "PUT", "/api/me/profile", Born(9), other);
        await harness.ExpectAsync(204, "PUT", "/api/me/declaration", Applicants.Declaration, other);
        await harness.PutPhotosAsync(other);
        await UsedUpAsync(harness);

        await harness.VerifyPhoneAsync(other, "+6281234567891");
        await harness.SettleAsync();

        Assert.Equal(3, harness.World.CivilQueries.Count);
        var step = await harness.StepAsync(other, "identity");
        Assert.Equal(("refused", "identity-locked"), (step.State, step.Reasons.Single()));
    }

    private static ProfileRequest Born(int day) => Applicants.Profile() with { BirthDate = new DateOnly(1990, 1, day) };

    private static async Task<string> UsedUpAsync(PipelineHarness harness)
    {
        harness.World.Civil[Nik] = new CivilAnswer(CivilOutcome.Mismatch);
        var token = await harness.RegisterAsync("a", Nik, "+6281234567890");
        foreach (var day in new[] { 2, 3 })
        {
            await harness.ExpectAsync(204, "PUT", "/api/me/profile", Born(day), token);
            await harness.SettleAsync();
        }

        return token;
    }
}
