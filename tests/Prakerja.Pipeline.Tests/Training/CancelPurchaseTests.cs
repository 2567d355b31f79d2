using System.Globalization;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Training;

public sealed class CancelPurchaseTests : IAsyncLifetime
{
    private PipelineHarness harness = null!;
    private string participant = null!;

    public async Task InitializeAsync()
    {
        harness = (await PipelineHarness.StartAsync()).WithPartners();
        participant = await harness.AddSelectedAsync();
    }

    public async Task DisposeAsync() => await harness.DisposeAsync();

    [Fact]
    public async Task Cancel_OnlyPurchase_RefundsAndReturnsToSelected()
    {
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");

        var answer = await CancelAsync(code);
        var again = await CancelAsync(code);

        Assert.Equal(200, answer.Status);
        Assert.Equal(3_500_000, (long)answer.Json["balance"]!);
        Assert.Equal(answer.Text, again.Text);
        Assert.Equal(ParticipantState.Selected, (await harness.FindAsync(participant)).State);
        Assert.Equal(3_500_000, (await harness.BalancesAsync(participant))[LedgerAccounts.Training(participant)].Available);
    }

    [Fact]
    public async Task Cancel_OneOfTwo_StaysInTraining()
    {
        await harness.AddCourseAsync();
        await harness.AddCourseAsync("KURSUS-2");
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        await harness.BoughtAsync(participant, "KURSUS-2");

        await CancelAsync(code);

        Assert.Equal(ParticipantState.Training, (await harness.FindAsync(participant)).State);
    }

    [Theory]
    [InlineData("2026-01-08T23:59:59+07:00", 200)]
    [InlineData("2026-01-09T00:00:00+07:00", 409)]
    public async Task Cancel_AfterThePurchase_EndsAtMidnightOfTheThirdDay(string now, int status)
    {
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        await harness.AdvanceToAsync(Time(now));

        Assert.Equal(status, (await CancelAsync(code)).Status);
    }

    [Theory]
    [InlineData("2026-01-06T23:59:59+07:00", 200)]
    [InlineData("2026-01-07T00:00:00+07:00", 409)]
    public async Task Cancel_BeforeTheStart_EndsThreeDaysAhead(string now, int status)
    {
        await harness.AddCourseAsync(schedules: TrainingPeople.Schedule("S1", Time("2026-01-09T08:00:00+07:00")));
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        await harness.AdvanceToAsync(Time(now));

        Assert.Equal(status, (await CancelAsync(code)).Status);
    }

    [Fact]
    public async Task Cancel_AfterTheInstitutionTookItUp_IsRefused()
    {
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        await harness.LegacyAsync(PartnerCalls.Institution, "POST", "/api/v1/integration/payment/redeem-code/commit", $$"""{"redeem_code":"{{code}}"}""");

        Assert.Equal("course-begun", (await CancelAsync(code)).Problem);
    }

    [Fact]
    public async Task Cancel_OnlyPurchaseOnceTheWindowIsOver_IsRefusedUntilAnotherIsBought()
    {
        await harness.AddCourseAsync();
        await harness.AddCourseAsync("KURSUS-2");
        await harness.AdvanceToAsync(Time("2026-01-19T12:00:00+07:00"));
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        await harness.AdvanceToAsync(Time("2026-01-20T12:00:00+07:00"));

        Assert.Equal("only-purchase", (await CancelAsync(code)).Problem);
        await harness.BoughtAsync(participant, "KURSUS-2");
        Assert.Equal(200, (await CancelAsync(code)).Status);
        Assert.Equal(ParticipantState.Training, (await harness.FindAsync(participant)).State);
    }

    [Fact]
    public async Task Cancel_SomebodyElsesPurchase_IsNotFound()
    {
        await harness.AddCourseAsync();
        var other = await harness.AddSelectedAsync(2);
        var code = await harness.BoughtAsync(other, "KURSUS-1");

        Assert.Equal(404, (await CancelAsync(code)).Status);
        Assert.Equal(PurchaseState.Bought, (await harness.PurchaseAsync(other, code)).State);
    }

    private Task<Answer> CancelAsync(string code) => harness.AsAsync(participant, "DELETE", $"/api/me/purchases/{code}");

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
