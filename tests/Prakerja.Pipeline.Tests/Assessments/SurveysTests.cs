using System.Globalization;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Training;
using Catalogue = Prakerja.Domain.Assessing.Assessments;

namespace Prakerja.Pipeline.Tests.Assessments;

public sealed class SurveysTests : IAsyncLifetime
{
    private PipelineHarness harness = null!;
    private string participant = null!;

    public async Task InitializeAsync()
    {
        harness = await PipelineHarness.StartAsync();
        participant = await harness.AddSelectedAsync();
        await harness.AddCourseAsync();
        await harness.BoughtAsync(participant, "KURSUS-1");
    }

    public async Task DisposeAsync() => await harness.DisposeAsync();

    [Theory]
    [InlineData("2026-02-19T23:59:59+07:00", 409, "notOpen")]
    [InlineData("2026-02-20T00:00:00+07:00", 201, "open")]
    [InlineData("2026-12-10T23:59:59+07:00", 201, "open")]
    [InlineData("2026-12-11T00:00:00+07:00", 409, "closed")]
    public async Task FirstSurvey_OpensThirtyDaysAfterThePaymentUntilTenthDecember(string now, int status, string state)
    {
        await PaidAtAsync("2026-01-21T15:00:00+07:00");
        await harness.AdvanceToAsync(Time(now));

        Assert.Equal(state, (string)(await harness.AsAsync(participant, "GET", "/api/me/surveys/1")).Json["state"]!);
        Assert.Equal(status, (await AnswerAsync(1)).Status);
    }

    [Fact]
    public async Task Survey_BeforeAnyPayment_IsNotOpen() => Assert.Equal("survey-not-open", (await AnswerAsync(1)).Problem);

    [Fact]
    public async Task Survey_Answered_IsKeptAndAnsweredOnce()
    {
        await PaidAtAsync("2026-01-05T09:00:00+07:00");
        await harness.AdvanceToAsync(Time("2026-03-01T00:00:00+07:00"));
        var wake = (await harness.FindAsync(participant)).Wake;

        Assert.Equal(201, (await AnswerAsync(1)).Status);

        Assert.Equal("survey-answered", (await AnswerAsync(1)).Problem);
        var after = await harness.FindAsync(participant);
        Assert.Equal(1, Assert.Single(after.Surveys).Number);
        Assert.True(after.Wake > wake);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("99")]
    [InlineData("x")]
    public async Task Survey_BeyondTheScheme_IsNotFound(string number) =>
        Assert.Equal(404, (await harness.AsAsync(participant, "GET", $"/api/me/surveys/{number}")).Status);

    [Fact]
    public async Task Baseline_IsOpenAtOnce_AndNeedsEveryAnswer()
    {
        var missing = await harness.AsAsync(participant, "POST", "/api/me/surveys/0", new { answers = new Dictionary<string, string>() });

        Assert.Equal(400, missing.Status);
        Assert.Equal(Catalogue.Baseline.Questions.Count, missing.Json["errors"]!.AsObject().Count);
        Assert.Equal(201, (await AnswerAsync(0)).Status);
    }

    private Task<Answer> AnswerAsync(int number) => harness.AsAsync(participant, "POST", $"/api/me/surveys/{number}",
        new { answers = Catalogue.Survey(number)!.Questions.ToDictionary(q => q.Id, q => q.Options[0].Id) });

    private Task<bool> PaidAtAsync(string at) => harness.Get<ParticipantStore>().ChangeAsync(participant, change =>
    {
        change.Participant = change.Participant with { Payouts = [new Payout("completion-1", 600_000, 1, PaymentState.Paid, Time(at), PaidAt: Time(at))] };
        return ValueTask.FromResult(true);
    });

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
