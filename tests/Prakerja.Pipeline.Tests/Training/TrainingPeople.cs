using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Training;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Training;

/// <summary>Recipients and courses put straight into the tables.</summary>
public static class TrainingPeople
{
    /// <summary>Announced on the day the harness begins: Monday 5 January 2026; first purchase by 19 January.</summary>
    public static readonly DateOnly FirstPurchaseBy = new(2026, 1, 19);

    public static async Task<string> AddSelectedAsync(this PipelineHarness harness, int number = 1, string scheme = "normal")
    {
        var id = await harness.AddVerifiedAsync(number);
        var award = new Award(1, new string('a', 32), scheme, $"card-{number}", new DateOnly(2026, 1, 5), FirstPurchaseBy, 2026, 1);
        await harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Participant = change.Participant with { State = ParticipantState.Selected, Award = award };
            change.Record("award", LedgerAccounts.Budget(2026, ParticipantKeys.Shard(id)), LedgerAccounts.Training(id), SchemeTable.Find(scheme)!.TrainingBalance, "award", "card", TransferState.Posted);
            change.WakeLifecycle();
            return ValueTask.FromResult(true);
        });
        await harness.SettleAsync();
        return id;
    }

    /// <summary>A validated course of <see cref="PartnerCalls.Platform"/>, self-paced unless it has schedules.</summary>
    public static async Task<string> AddCourseAsync(
        this PipelineHarness harness, string code = "KURSUS-1", long price = 1_000_000, TrainingMode mode = TrainingMode.Online,
        CourseState state = CourseState.Validated, params CourseSchedule[] schedules)
    {
        var course = new Course(
            code, $"Kursus {code}", PartnerCalls.Platform, PartnerCalls.Institution, mode, price, [], schedules, "Penjahit", CourseLevel.Beginner, CourseKind.Skilling, 12)
        {
            State = state, SubmittedAt = harness.Now,
        };
        Assert.True(await harness.Get<CourseCatalog>().StoreAsync(course, null));
        return code;
    }

    public static CourseSchedule Schedule(string code, DateTimeOffset starts, int sessions = 2) => new(code, starts, starts.AddDays(sessions), sessions);

    public static Task<Answer> BuyAsync(this PipelineHarness harness, string participant, string course, string? schedule = null) =>
        harness.AsAsync(participant, "POST", "/api/me/purchases", new { courseCode = course, scheduleCode = schedule });

    /// <summary>Buys and returns the redeem code.</summary>
    public static async Task<string> BoughtAsync(this PipelineHarness harness, string participant, string course, string? schedule = null)
    {
        var bought = await harness.BuyAsync(participant, course, schedule);
        Assert.Equal(201, bought.Status);
        await harness.SettleAsync();
        return (string)bought.Json["redeemCode"]!;
    }

    public static async Task<Balances> BalancesAsync(this PipelineHarness harness, string participant) =>
        Balances.Of((await harness.Get<LedgerReader>().AllAsync(participant)).Select(row => row.ToTransfer()));

    public static async Task<Purchase> PurchaseAsync(this PipelineHarness harness, string participant, string redeemCode) =>
        (await harness.FindAsync(participant)).FindPurchase(redeemCode)!;
}
