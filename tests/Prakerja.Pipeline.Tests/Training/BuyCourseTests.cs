using System.Globalization;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Training;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Training;

public sealed class BuyCourseTests : IAsyncLifetime
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
    public async Task FirstPurchase_ReservesTheMoneyAndBeginsTheTraining()
    {
        await harness.AddCourseAsync();

        var answer = await harness.BuyAsync(participant, "KURSUS-1");
        await harness.SettleAsync();

        Assert.Equal(201, answer.Status);
        Assert.Equal(2_500_000, (long)answer.Json["balance"]!);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", (string)answer.Json["redeemCode"]!);
        Assert.Equal(ParticipantState.Training, (await harness.FindAsync(participant)).State);
        var training = (await harness.BalancesAsync(participant))[LedgerAccounts.Training(participant)];
        Assert.Equal((3_500_000, 1_000_000, 2_500_000), (training.Posted, training.PendingOut, training.Available));
        Assert.Contains(harness.World.Messages, m => m.Body.Contains((string)answer.Json["redeemCode"]!, StringComparison.Ordinal));
        Assert.Equal(participant, (await harness.Get<RedeemCodes>().FindAsync((string)answer.Json["redeemCode"]!))!.Participant);
    }

    [Theory]
    [InlineData("2026-01-19T23:59:59+07:00", 201)]
    [InlineData("2026-01-20T00:00:00+07:00", 409)]
    public async Task FirstPurchase_LastDay_EndsAtMidnightInJakarta(string now, int status)
    {
        await harness.AddCourseAsync();
        await harness.AdvanceToAsync(Time(now));

        var answer = await harness.BuyAsync(participant, "KURSUS-1");

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 201 ? null : "first-purchase-missed", answer.Status == 201 ? null : answer.Problem);
    }

    [Fact]
    public async Task SecondPurchase_AfterTheFirstWindow_IsFine()
    {
        await harness.AddCourseAsync();
        await harness.AddCourseAsync("KURSUS-2");
        await harness.BoughtAsync(participant, "KURSUS-1");
        await harness.AdvanceToAsync(Time("2026-03-01T00:00:00+07:00"));

        Assert.Equal(201, (await harness.BuyAsync(participant, "KURSUS-2")).Status);
    }

    [Theory]
    [InlineData("2026-12-15T23:59:59+07:00", 201, null)]
    [InlineData("2026-12-16T00:00:00+07:00", 409, "balance-expired")]
    public async Task Purchase_BalanceExpiry_EndsAtMidnightInJakarta(string now, int status, string? problem)
    {
        await harness.AddCourseAsync();
        await harness.AddCourseAsync("KURSUS-2");
        await harness.BoughtAsync(participant, "KURSUS-1");
        await harness.AdvanceToAsync(Time(now));

        var answer = await harness.BuyAsync(participant, "KURSUS-2");

        Assert.Equal(status, answer.Status);
        Assert.Equal(problem, status == 201 ? null : answer.Problem);
    }

    [Fact]
    public async Task Purchase_MoreThanTheBalance_IsRefused()
    {
        await harness.AddCourseAsync(price: 3_500_000);
        await harness.AddCourseAsync("KURSUS-2", price: 1);

        Assert.Equal(201, (await harness.BuyAsync(participant, "KURSUS-1")).Status);
        Assert.Equal("balance-too-low", (await harness.BuyAsync(participant, "KURSUS-2")).Problem);
    }

    [Theory]
    [InlineData(CourseState.Submitted)]
    [InlineData(CourseState.Rejected)]
    [InlineData(CourseState.Closed)]
    public async Task Purchase_CourseNotValidated_IsRefused(CourseState state)
    {
        await harness.AddCourseAsync(state: state);

        Assert.Equal("course-not-for-sale", (await harness.BuyAsync(participant, "KURSUS-1")).Problem);
    }

    [Fact]
    public async Task Purchase_ModeOutsideTheScheme_IsRefused()
    {
        var semiBansos = await harness.AddSelectedAsync(2, "semi-bansos");
        await harness.AddCourseAsync(mode: TrainingMode.Offline);

        Assert.Equal("mode-not-allowed", (await harness.BuyAsync(semiBansos, "KURSUS-1")).Problem);
        Assert.Equal(201, (await harness.BuyAsync(participant, "KURSUS-1")).Status);
    }

    [Fact]
    public async Task Purchase_WithoutAward_IsRefused()
    {
        var verified = await harness.AddVerifiedAsync(3);
        await harness.AddCourseAsync();

        Assert.Equal("not-awarded", (await harness.BuyAsync(verified, "KURSUS-1")).Problem);
    }

    [Fact]
    public async Task Purchase_NoScheduleNamed_TakesTheNextThatHasNotStarted()
    {
        await harness.AddCourseAsync(schedules: [TrainingPeople.Schedule("LATE", harness.Now.AddDays(9)), TrainingPeople.Schedule("PAST", harness.Now), TrainingPeople.Schedule("NEXT", harness.Now.AddDays(5))]);

        var code = await harness.BoughtAsync(participant, "KURSUS-1");

        Assert.Equal("NEXT", (await harness.PurchaseAsync(participant, code)).ScheduleCode);
    }

    [Fact]
    public async Task Purchase_ScheduleStartedOrUnknown_IsRefused()
    {
        await harness.AddCourseAsync(schedules: [TrainingPeople.Schedule("PAST", harness.Now), TrainingPeople.Schedule("NEXT", harness.Now.AddDays(5))]);

        Assert.Equal("schedule-started", (await harness.BuyAsync(participant, "KURSUS-1", "PAST")).Problem);
        Assert.Equal(400, (await harness.BuyAsync(participant, "KURSUS-1", "NONE")).Status);
        Assert.Equal(404, (await harness.BuyAsync(participant, "NONE")).Status);
    }

    [Fact]
    public async Task Purchase_SameCourseAgain_IsRefusedEvenAfterCancelling()
    {
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        Assert.Equal("bought-before", (await harness.BuyAsync(participant, "KURSUS-1")).Problem);

        await harness.AsAsync(participant, "DELETE", $"/api/me/purchases/{code}");

        Assert.Equal("bought-before", (await harness.BuyAsync(participant, "KURSUS-1")).Problem);
    }

    [Fact]
    public async Task TwoPurchases_WhileOneIsBeingDecided_CannotOverspend()
    {
        await harness.AddCourseAsync(price: 2_000_000);
        await harness.AddCourseAsync("KURSUS-2", price: 2_000_000);
        var attempts = 0;

        // Between the decision on one purchase and its commit, the whole other purchase takes place.
        await harness.Get<ParticipantStore>().ChangeAsync(participant, async change =>
        {
            var course = (await harness.Get<CourseCatalog>().FindAsync("KURSUS-2"))!.Value.Course;
            var refused = PurchaseRules.Judge(change.Participant, course, null, change.At).Problem;
            Assert.Equal(attempts == 0 ? null : "balance-too-low", refused?.Slug);
            if (attempts++ == 0)
            {
                Assert.Equal(201, (await harness.BuyAsync(participant, "KURSUS-1")).Status);
                change.Participant = change.Participant with { Language = "en" };
            }

            return true;
        });

        Assert.Equal(2, attempts);
        Assert.Equal(1_500_000, (await harness.FindAsync(participant)).TrainingBalance);
    }

    [Fact]
    public async Task ManyPurchases_AtOnce_SpendNoMoreThanTheBalance()
    {
        var courses = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => harness.AddCourseAsync($"KURSUS-{n}", price: 1_000_000)));

        var answers = await Task.WhenAll(courses.Select(course => Task.Run(() => harness.BuyAsync(participant, course))));
        await harness.SettleAsync();

        Assert.Equal(3, answers.Count(a => a.Status == 201));
        Assert.Equal(500_000, (await harness.BalancesAsync(participant))[LedgerAccounts.Training(participant)].Available);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
