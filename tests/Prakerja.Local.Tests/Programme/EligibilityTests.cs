using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>Every rule of who may take part (programme.md), with the reason an applicant reads and the way out of it.</summary>
public sealed class EligibilityTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Theory]
    [InlineData("in-formal-education", "declaration", "inFormalEducation", "true")]
    [InlineData("occupation-barred", "declaration", "occupation", "\"stateOfficial\"")]
    [InlineData("occupation-barred", "declaration", "occupation", "\"legislator\"")]
    [InlineData("occupation-barred", "declaration", "occupation", "\"asn\"")]
    [InlineData("occupation-barred", "declaration", "occupation", "\"tni\"")]
    [InlineData("occupation-barred", "declaration", "occupation", "\"polri\"")]
    [InlineData("occupation-barred", "declaration", "occupation", "\"villageOfficial\"")]
    [InlineData("occupation-barred", "declaration", "occupation", "\"stateCompanyBoard\"")]
    [InlineData("wage-above-threshold", "declaration", "monthlyWage", "3500001")]
    public async Task Applicant_BarredByAFact_IsRefusedUntilItIsCorrected(string reason, string part, string field, string value)
    {
        var applicant = await fixture.SomebodyAsync();
        await Host.PutOkAsync($"/sandbox/residents/{applicant.Nik}", new { registry = "match" });
        var right = applicant.Resident[part]![field]!.DeepClone();
        applicant.Resident[part]![field] = JsonNode.Parse(value);
        await applicant.ApplyAsync();
        await ReadsRefusalAsync(applicant, reason);

        applicant.Resident[part]![field] = right;
        await applicant.PutAsync($"/api/me/{part}", applicant.Resident[part]!);
        await Host.SettleAsync();

        Assert.Equal("verified", await applicant.StateAsync());
        Assert.Empty((await applicant.StepAsync("eligibility")).Reasons());
    }

    [Theory]
    [InlineData(18, 0, null)]
    [InlineData(18, 1, "age-under-18")]
    [InlineData(65, 1, null)]
    [InlineData(65, 0, "age-over-64")]
    public async Task Applicant_AtTheBoundaryOfAge_IsJudgedByTheDay(int years, int daysLater, string? reason)
    {
        var applicant = await fixture.SomebodyAsync();
        await Host.PutOkAsync($"/sandbox/residents/{applicant.Nik}", new { registry = "match" });
        var today = DateOnly.FromDateTime((await Host.NowAsync()).ToOffset(TimeSpan.FromHours(7)).DateTime);
        var born = applicant.Resident["profile"]!["birthDate"]!.DeepClone();
        applicant.Resident["profile"]!["birthDate"] = $"{today.AddYears(-years).AddDays(daysLater):yyyy-MM-dd}";
        await applicant.ApplyAsync();
        if (reason is not null)
        {
            await ReadsRefusalAsync(applicant, reason);
            applicant.Resident["profile"]!["birthDate"] = born;
            await applicant.PutAsync("/api/me/profile", applicant.Resident["profile"]!);
            await Host.SettleAsync();
        }

        Assert.Equal("verified", await applicant.StateAsync());
    }

    [Theory]
    [InlineData("monthlyWage", "3500000")]
    [InlineData("receivesSocialAid", "true")]
    public async Task Applicant_DeclaringWhatIsAllowed_IsVerified(string field, string value)
    {
        var applicant = await fixture.SomebodyAsync();
        applicant.Resident["declaration"]![field] = JsonNode.Parse(value);

        await applicant.BecomeVerifiedAsync();
    }

    [Theory]
    [InlineData("student-registry", "student")]
    [InlineData("official-registry", "official")]
    [InlineData("deceased", "deceased")]
    public async Task Applicant_BarredByARegistry_IsRefusedUntilTheRecordIsRightAndAComplaintUpheld(string reason, string record)
    {
        var applicant = await fixture.SomebodyAsync();
        await Host.PutOkAsync($"/sandbox/residents/{applicant.Nik}", new JsonObject { [record] = true });
        await applicant.ApplyAsync();
        await ReadsRefusalAsync(applicant, reason);

        await Host.PutOkAsync($"/sandbox/residents/{applicant.Nik}", new JsonObject { [record] = false });
        await UpholdAsync(applicant);

        Assert.Equal("verified", await applicant.StateAsync());
    }

    [Fact]
    public async Task Complaint_UpheldWhileTheRecordStillBars_RefusesAgainForTheSameReason()
    {
        var applicant = await fixture.SomebodyAsync();
        await Host.PutOkAsync($"/sandbox/residents/{applicant.Nik}", new { student = true });
        await applicant.ApplyAsync();

        await UpholdAsync(applicant);

        await ReadsRefusalAsync(applicant, "student-registry");
    }

    [Fact]
    public async Task Applicant_OnAnAidRegistryIn2026_IsVerified()
    {
        var applicant = await fixture.SomebodyAsync();
        await Host.PutOkAsync($"/sandbox/residents/{applicant.Nik}", new { socialAid = true });

        await applicant.BecomeVerifiedAsync();
    }

    [Fact]
    public async Task Applicant_NikOfARecipientWhoLeft_IsRefused()
    {
        var recipient = await fixture.WinnerAsync("normal");
        var second = await fixture.SomebodyAsync();
        second.TakeIdentityOf(recipient);
        await Host.ExpectAsync(204, HttpMethod.Delete, "/api/me", null, recipient.Token);
        await second.ApplyAsync();

        await ReadsRefusalAsync(second, "already-recipient");
    }

    [Fact]
    public async Task Reviewer_NikOfAHolderWithACard_CannotGiveItAway()
    {
        var recipient = await fixture.WinnerAsync("normal");
        var second = await fixture.SomebodyAsync();
        second.TakeIdentityOf(recipient);
        await second.ApplyAsync();

        var id = await second.IdAsync();
        var review = Assert.Single(await Staff.ReviewsAsync(Host), r => r.Text("participantId") == id);
        var refused = await Host.ExpectAsync(
            409, HttpMethod.Post, $"/api/admin/reviews/{review.Text("id")}", new { decision = "approve", reason = "Sama." }, await Staff.TokenAsync(Host, "reviewer"));

        Assert.Equal("urn:prakerja:problem:holder-awarded", refused.Text("type"));
        Assert.Equal("selected", await recipient.StateAsync());
    }

    private static async Task ReadsRefusalAsync(Applicant applicant, string reason)
    {
        Assert.Equal("refused", await applicant.StateAsync());
        var (id, en) = (await applicant.StepAsync("eligibility", "id"), await applicant.StepAsync("eligibility", "en"));
        Assert.Equal("refused", id.Text("state"));
        id.IsFor(reason);
        en.IsFor(reason);
        Assert.NotEqual(id["reasons"]![0]!.Text("message"), en["reasons"]![0]!.Text("message"));
        Assert.NotEqual(id["reasons"]![0]!.Text("remedy"), en["reasons"]![0]!.Text("remedy"));
        var notices = (await applicant.GetAsync("/api/me/notifications"))["items"]!.ToJsonString();
        Assert.Contains("refused", notices);
    }

    private async Task UpholdAsync(Applicant applicant)
    {
        var filed = await Host.ExpectAsync(201, HttpMethod.Post, "/api/me/complaints", new { category = "identity", text = "Catatan itu sudah diperbaiki." }, applicant.Token);
        await Host.ExpectAsync(
            200, HttpMethod.Post, $"/api/admin/complaints/{filed.Text("complaint")}/decision", new { decision = "uphold", reason = "Bukti diterima." },
            await Staff.TokenAsync(Host, "operator"));
        await Host.SettleAsync();
    }
}
