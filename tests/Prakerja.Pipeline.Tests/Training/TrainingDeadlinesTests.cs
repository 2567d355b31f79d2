using System.Globalization;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Training;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Training;

public sealed class TrainingDeadlinesTests : IAsyncLifetime
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
    public async Task NoPurchase_UntilTheLastMomentOfTheLastDay_KeepsTheCard()
    {
        await SweepAtAsync("2026-01-19T23:59:59+07:00");

        Assert.Equal(ParticipantState.Selected, (await harness.FindAsync(participant)).State);
    }

    [Fact]
    public async Task NoPurchase_AtMidnight_RevokesForGoodAndReturnsTheMoney()
    {
        await SweepAtAsync("2026-01-20T00:00:00+07:00");

        var after = await harness.FindAsync(participant);
        Assert.Equal(ParticipantState.Revoked, after.State);
        Assert.Equal(["first-purchase-missed"], after.RefusedFor);
        Assert.Equal(participant, await harness.Get<Claims>().HolderAsync(ClaimKinds.Revoked, harness.Get<BlindIndex>().Nik(People.NikOf(1))));
        var balances = await harness.BalancesAsync(participant);
        Assert.Equal(0, balances[LedgerAccounts.Training(participant)].Available);
        Assert.Equal(3_500_000, await ReturnedAsync(LedgerAccounts.Budget(2026, ParticipantKeys.Shard(participant))));
        Assert.Equal(0, after.TrainingBalance);
        Assert.Contains(harness.World.Messages, m => m.Subject == "Kartu Anda dicabut");
        Assert.Equal(1, (await harness.Get<FunnelCounters>().TotalsAsync())[Milestones.Revoked][""]);
    }

    [Fact]
    public async Task Purchase_InTheLastMinute_IsNotRevoked()
    {
        await harness.AddCourseAsync();
        await harness.AdvanceToAsync(Time("2026-01-19T23:59:59+07:00"));
        await harness.BoughtAsync(participant, "KURSUS-1");

        await SweepAtAsync("2026-01-20T00:00:00+07:00");

        Assert.Equal(ParticipantState.Training, (await harness.FindAsync(participant)).State);
        Assert.Null(await harness.Get<Claims>().HolderAsync(ClaimKinds.Revoked, harness.Get<BlindIndex>().Nik(People.NikOf(1))));
    }

    [Fact]
    public async Task AwardLost_WithACourseNobodyTookUp_RevokesItAndReturnsEverything()
    {
        await harness.AddCourseAsync();
        await harness.AddCourseAsync("KURSUS-2", price: 500_000);
        var untouched = await harness.BoughtAsync(participant, "KURSUS-1");
        var running = await harness.BoughtAsync(participant, "KURSUS-2");
        await harness.LegacyAsync(PartnerCalls.Institution, "POST", "/api/v1/integration/payment/redeem-code/commit", $$"""{"redeem_code":"{{running}}"}""");

        await harness.Get<ParticipantStore>().ChangeAsync(participant, change =>
        {
            change.Apply(LifecycleEvent.Ineligible);
            change.WakeLifecycle();
            return ValueTask.FromResult(true);
        });
        await harness.SettleAsync();

        Assert.Equal(PurchaseState.Revoked, (await harness.PurchaseAsync(participant, untouched)).State);
        Assert.Equal(PurchaseState.Committed, (await harness.PurchaseAsync(participant, running)).State);
        Assert.Equal(3_000_000, await ReturnedAsync(LedgerAccounts.Budget(2026, ParticipantKeys.Shard(participant))));
        var feed = await harness.LegacyAsync(PartnerCalls.Platform, "GET", "/api/partners/redeem-codes");
        Assert.Equal(untouched, (string)feed.Json["items"]!.AsArray().Single(i => (string)i!["event"]! == "revoked")!["redeemCode"]!);
    }

    [Fact]
    public async Task Reminders_SevenDaysAndOneDayBefore_AreSentOnceEach()
    {
        await SweepAtAsync("2026-01-12T07:00:00+07:00");
        Assert.Equal(0, Reminders());
        await SweepAtAsync("2026-01-12T08:00:00+07:00");
        await SweepAtAsync("2026-01-12T09:00:00+07:00");
        Assert.Equal(1, Reminders());
        await SweepAtAsync("2026-01-18T08:00:00+07:00");
        await SweepAtAsync("2026-01-18T09:00:00+07:00");
        Assert.Equal(2, Reminders());
    }

    [Fact]
    public async Task Reminders_OnceBought_AreNotSent()
    {
        await harness.AddCourseAsync();
        await harness.BoughtAsync(participant, "KURSUS-1");

        await SweepAtAsync("2026-01-12T08:00:00+07:00");

        Assert.Equal(0, Reminders());
    }

    [Fact]
    public async Task Balance_AfterFifteenthDecember_ReturnsWhatIsUnusedAndKeepsWhatIsReserved()
    {
        await harness.AddCourseAsync();
        await harness.BoughtAsync(participant, "KURSUS-1");

        await SweepAtAsync("2026-12-15T23:59:59+07:00");
        Assert.Equal(2_500_000, (await harness.FindAsync(participant)).TrainingBalance);
        await SweepAtAsync("2026-12-16T00:00:00+07:00");

        Assert.Equal(0, (await harness.FindAsync(participant)).TrainingBalance);
        var balances = await harness.BalancesAsync(participant);
        Assert.Equal(2_500_000, await ReturnedAsync(LedgerAccounts.TreasuryReturns(2026)));
        Assert.Equal((1_000_000, 0), (balances[LedgerAccounts.Training(participant)].Posted, balances[LedgerAccounts.Training(participant)].Available));
    }

    [Fact]
    public async Task Course_NotCompletedInItsYear_IsRevokedAndItsMoneyReturns()
    {
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");

        await SweepAtAsync("2026-12-31T23:59:59+07:00");
        Assert.Equal(PurchaseState.Bought, (await harness.PurchaseAsync(participant, code)).State);
        await SweepAtAsync("2027-01-01T00:00:00+07:00");

        Assert.Equal(PurchaseState.Revoked, (await harness.PurchaseAsync(participant, code)).State);
        Assert.Equal(3_500_000, await ReturnedAsync(LedgerAccounts.TreasuryReturns(2026)));
        Assert.Equal(ParticipantState.Completed, (await harness.FindAsync(participant)).State);
    }

    [Theory]
    [InlineData("2026-12-15T23:59:59+07:00", 201)]
    [InlineData("2026-12-16T00:00:00+07:00", 409)]
    public async Task Purchase_AroundMidnightOfTheBalancesLastDay_IsTakenOnlyBefore(string now, int status)
    {
        await harness.AddCourseAsync();
        await harness.AddCourseAsync("KURSUS-2");
        await harness.BoughtAsync(participant, "KURSUS-1");
        await harness.AdvanceToAsync(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        Assert.Equal(status, (await harness.BuyAsync(participant, "KURSUS-2")).Status);
    }

    [Theory]
    [InlineData("2026-12-16T08:00:00+07:00")]
    [InlineData("2026-12-31T23:59:59+07:00")]
    public async Task Course_CompletedAfterTheBalanceClosedAndBeforeTheYearsEnd_IsStillPaidFor(string now)
    {
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        await SweepAtAsync("2026-12-16T00:00:00+07:00");
        await SweepAtAsync(now);

        Assert.Equal(202, (await harness.CompletedAsync("e1", code)).Status);
        await harness.SettleAsync();
        var balances = await harness.BalancesAsync(participant);
        Assert.Equal((1_000_000, 0), (balances[LedgerAccounts.Payable(PartnerCalls.Platform)].Posted, balances[LedgerAccounts.Training(participant)].Posted));
        Assert.Equal(2_500_000, await ReturnedAsync(LedgerAccounts.TreasuryReturns(2026)));
    }

    [Fact]
    public async Task Course_ReportedCompletedAfterTheYearsEnd_IsNotPaidForAndItsMoneyIsBackOnce()
    {
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        await SweepAtAsync("2027-01-01T00:00:00+07:00");

        Assert.Equal(202, (await harness.CompletedAsync("e1", code)).Status);
        await harness.SettleAsync();
        Assert.Equal("rejected", (await harness.EventAsync("e1")).State);
        Assert.Equal(0, (await harness.BalancesAsync(participant))[LedgerAccounts.Payable(PartnerCalls.Platform)].Posted);
        Assert.Equal(3_500_000, await ReturnedAsync(LedgerAccounts.TreasuryReturns(2026)));
    }

    [Fact]
    public async Task Attendance_CorrectedAfterTheCompletion_IsRejectedAndThePlatformKeepsItsMoney()
    {
        await harness.AddCourseAsync("KURSUS-3", 1_000_000, TrainingMode.Online, CourseState.Validated, TrainingPeople.Schedule("J1", harness.Now.AddDays(4), 1));
        var code = await harness.BoughtAsync(participant, "KURSUS-3");
        await harness.AdvanceAsync(TimeSpan.FromDays(5));
        await harness.AttendedAsync("e1", code, 1);
        await harness.CompletedAsync("e2", code);
        await harness.SettleAsync();

        var corrected = await harness.WebhookAsync(
            PartnerCalls.Institution, "e3", new { type = "attendance.corrected", timestamp = harness.Now.AddMinutes(1), data = new { redeemCode = code, session = 1, attended = false } });
        Assert.Equal(202, corrected.Status);
        await harness.SettleAsync();
        Assert.Equal(("rejected", "already-completed"), await harness.EventAsync("e3"));
        Assert.Equal(1_000_000, (await harness.BalancesAsync(participant))[LedgerAccounts.Payable(PartnerCalls.Platform)].Posted);
    }

    [Fact]
    public async Task CourseCancelledByItsInstitution_AfterTheBalanceClosed_ReturnsItsMoneyToTheTreasury()
    {
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        await SweepAtAsync("2026-12-16T00:00:00+07:00");

        await harness.WebhookAsync(PartnerCalls.Institution, "e1", new { type = "training.cancelled", timestamp = harness.Now, data = new { redeemCode = code } });
        await harness.SettleAsync();

        var balances = await harness.BalancesAsync(participant);
        Assert.Equal(3_500_000, await ReturnedAsync(LedgerAccounts.TreasuryReturns(2026)));
        Assert.DoesNotContain(LedgerAccounts.Training(participant), balances.BelowFloor);
    }

    [Fact]
    public async Task Dashboard_OfASelectedPerson_ShowsBalanceAndDeadlines()
    {
        var me = (await harness.AsAsync(participant, "GET", "/api/me")).Json;

        Assert.Equal(3_500_000, (long)me["training"]!["balance"]!);
        Assert.Equal("2026-01-19T23:59:59+07:00", (string)me["training"]!["firstPurchaseBy"]!);
        Assert.Contains("firstPurchase", me["deadlines"]!.AsArray().Select(d => (string)d!["what"]!));
        Assert.Contains("balanceExpiry", me["deadlines"]!.AsArray().Select(d => (string)d!["what"]!));
    }

    /// <summary>What went back from the training balance.</summary>
    private async Task<long> ReturnedAsync(string to) => (await harness.Get<LedgerReader>().AllAsync(participant))
        .Where(row => row.Debit == LedgerAccounts.Training(participant) && row.Credit == to && row.State == TransferState.Posted)
        .Sum(row => row.Amount);

    private int Reminders() => harness.World.Messages.Count(m => m.Subject == "Tenggat pembelian pertama mendekat");

    private async Task SweepAtAsync(string now)
    {
        await harness.AdvanceToAsync(Time(now));
        await harness.RunTimerAsync("due-dates");
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
