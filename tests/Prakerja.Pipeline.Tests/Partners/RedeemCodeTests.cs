using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Training;

namespace Prakerja.Pipeline.Tests.Partners;

public sealed class RedeemCodeTests : IAsyncLifetime
{
    private const string Root = "/api/v1/integration/payment/redeem-code";
    private PipelineHarness harness = null!;
    private string participant = null!;
    private string code = null!;

    public async Task InitializeAsync()
    {
        harness = (await PipelineHarness.StartAsync()).WithPartners();
        participant = await harness.AddSelectedAsync();
        await harness.AddCourseAsync(schedules: TrainingPeople.Schedule("S1", harness.Now.AddDays(10)));
        code = await harness.BoughtAsync(participant, "KURSUS-1");
    }

    public async Task DisposeAsync() => await harness.DisposeAsync();

    [Theory]
    [InlineData(PartnerCalls.Platform)]
    [InlineData(PartnerCalls.Institution)]
    public async Task Status_OfOwnCourse_AnswersTheEnvelope(string partner)
    {
        var answer = await CallAsync("status", partner);

        Assert.Equal(200, answer.Status);
        Assert.True((bool)answer.Json["success"]!);
        var data = answer.Json["data"]!;
        Assert.Equal(code, (string)data["redeem_code"]!);
        Assert.Equal("KURSUS-1", (string)data["course_code"]!);
        Assert.Equal("S1", (string)data["schedule_code"]!);
        Assert.Equal("bought", (string)data["status"]!);
        Assert.Equal("none", (string)data["attendance_status"]!);
        Assert.True(data.AsObject().ContainsKey("redeem_at"));
        Assert.StartsWith("INV-20260105-", (string)data["invoice_code"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_Twice_TakesItUpOnceAndAnswersTheSame()
    {
        var first = await CallAsync("commit", PartnerCalls.Institution);
        await harness.AdvanceAsync(TimeSpan.FromMinutes(1));
        var second = await CallAsync("commit", PartnerCalls.Institution);

        Assert.Equal("committed", (string)first.Json["data"]!["status"]!);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(PurchaseState.Committed, (await harness.PurchaseAsync(participant, code)).State);
    }

    [Fact]
    public async Task Commit_ByAnotherInstitution_IsForbidden()
    {
        var answer = await CallAsync("commit", PartnerCalls.Foreign);

        Assert.Equal(403, answer.Status);
        Assert.Equal(PurchaseState.Bought, (await harness.PurchaseAsync(participant, code)).State);
    }

    [Fact]
    public async Task Status_UnknownCode_IsNotFoundWithEnvelope()
    {
        var answer = await harness.LegacyAsync(PartnerCalls.Institution, "POST", $"{Root}/status", """{"redeem_code":"0000-0000-0000"}""");

        Assert.Equal(404, answer.Status);
        Assert.False((bool)answer.Json["success"]!);
    }

    [Fact]
    public async Task Commit_OfACancelledPurchase_IsRefused()
    {
        Assert.Equal(200, (await harness.AsAsync(participant, "DELETE", $"/api/me/purchases/{code}")).Status);

        Assert.Equal("not-redeemable", (await CallAsync("commit", PartnerCalls.Institution)).Problem);
    }

    [Fact]
    public async Task Status_SequenceBeyondTheSessions_IsAFieldError()
    {
        var answer = await harness.LegacyAsync(PartnerCalls.Institution, "POST", $"{Root}/status", $$"""{"redeem_code":"{{code}}","sequence":3}""");

        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Json["errors"]!["sequence"]);
    }

    [Fact]
    public async Task Feed_AfterBuyingAndCancelling_HasBothForBothPartners()
    {
        await harness.AdvanceAsync(TimeSpan.FromHours(1));
        await harness.AsAsync(participant, "DELETE", $"/api/me/purchases/{code}");
        await harness.SettleAsync();

        foreach (var partner in (string[])[PartnerCalls.Platform, PartnerCalls.Institution])
        {
            var all = await harness.LegacyAsync(partner, "GET", "/api/partners/redeem-codes");
            Assert.Equal(["bought", "cancelled"], all.Json["items"]!.AsArray().Select(i => (string)i!["event"]!));
            var late = await harness.LegacyAsync(partner, "GET", "/api/partners/redeem-codes?since=2026-01-05T09:00:00%2B07:00");
            Assert.Equal("cancelled", (string)Assert.Single(late.Json["items"]!.AsArray())!["event"]!);
        }

        var foreign = await harness.LegacyAsync(PartnerCalls.Foreign, "GET", "/api/partners/redeem-codes");
        Assert.Empty(foreign.Json["items"]!.AsArray());
    }

    private Task<Answer> CallAsync(string verb, string partner) =>
        harness.LegacyAsync(partner, "POST", $"{Root}/{verb}", $$"""{"redeem_code":"{{code}}"}""");
}
