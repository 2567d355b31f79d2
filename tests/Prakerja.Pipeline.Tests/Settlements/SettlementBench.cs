using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Settlements;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;
using Prakerja.Pipeline.Tests.Payments;
using Prakerja.Pipeline.Tests.Training;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Tests.Settlements;

/// <summary>A platform with an account and a course of 1,000,000 with 12.5 % commission, people who complete it, and its bank.</summary>
public sealed class SettlementBench : IAsyncDisposable
{
    public const string Platform = PartnerCalls.Platform;
    public const string Account = "9000000001";
    public static readonly PartnerAccount Bank = new("bni", Account, "******0001", "index-1", "PT Platform");
    private int people;

    private SettlementBench(PipelineHarness harness) => (Harness, Partner) = (harness, new PartnerPlay(harness));

    public PipelineHarness Harness { get; }

    public PartnerPlay Partner { get; }

    /// <summary>The week the harness begins in: Monday 5 January 2026.</summary>
    public static SettlementId FirstWeek { get; } = new(Platform, new DateOnly(2026, 1, 5));

    public static async Task<SettlementBench> StartAsync(
        PartnerAccount? account = null, Engine.EngineOptions? options = null, Func<Ports.ITableStore, Ports.ITableStore>? decorate = null)
    {
        var harness = (await PipelineHarness.StartAsync(options: options, decorate: decorate)).WithPartners();
        var bench = new SettlementBench(harness);
        bench.Register(account ?? Bank);
        await bench.AddCourseAsync("KURSUS-1");
        return bench;
    }

    /// <summary>With one completed course, of which the settlement of the first week is due.</summary>
    public static async Task<SettlementBench> StartDueAsync()
    {
        var bench = await StartAsync();
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-12");
        return bench;
    }

    public ValueTask DisposeAsync() => Harness.DisposeAsync();

    public void Register(PartnerAccount? account)
    {
        var partner = Harness.Partners.All.Single(p => p.Id == Platform);
        Harness.Partners.All.Remove(partner);
        Harness.Partners.All.Add(partner with { Account = account });
    }

    public async Task AddCourseAsync(string code, long price = 1_000_000, int commission = 1_250)
    {
        await Harness.AddCourseAsync(code, price, state: CourseState.Submitted);
        var found = (await Harness.Get<CourseCatalog>().FindAsync(code))!.Value;
        Assert.True(await Harness.Get<CourseCatalog>().StoreAsync(found.Course with { State = CourseState.Validated, CommissionBasisPoints = commission }, found.ETag));
    }

    /// <summary>Somebody new buys it and completes it now.</summary>
    public async Task<string> CompleteAsync(string course = "KURSUS-1")
    {
        var id = await Harness.AddSelectedAsync(++people);
        return await CompleteAsync(id, await Harness.BoughtAsync(id, course));
    }

    public async Task<string> CompleteAsync(string id, string code)
    {
        Assert.Equal(202, (await Harness.CompletedAsync($"done-{code}", code)).Status);
        await Harness.SettleAsync();
        Assert.Equal(Pipeline.Participants.PurchaseState.Completed, (await Harness.PurchaseAsync(id, code)).State);
        return id;
    }

    /// <summary>To 02:00 of a Monday (or another day), when the settlements of the week before are made.</summary>
    public async Task SweepAsync(DateTimeOffset at)
    {
        await Harness.AdvanceToAsync(at);
        await Harness.RunTimerAsync("settlements");
    }

    public Task SweepAsync(string day) => SweepAsync(DateTimeOffset.Parse($"{day}T02:00:00+07:00", System.Globalization.CultureInfo.InvariantCulture));

    public Task<Answer> ActAsync(string act, string who, SettlementId? id = null) =>
        Harness.AsStaffAsync(Access.Finance, who, "POST", $"/api/admin/settlements/{id ?? FirstWeek}/{act}");

    /// <summary>By two people.</summary>
    public async Task ApproveAsync(SettlementId? id = null)
    {
        Assert.Equal(200, (await ActAsync("proposal", "fitri", id)).Status);
        Assert.Equal(200, (await ActAsync("approval", "gita", id)).Status);
        await Harness.SettleAsync();
    }

    public async Task<Settlement> FindAsync(SettlementId? id = null) => (await Harness.Get<SettlementStore>().FindAsync(id ?? FirstWeek))!.Value.Settlement;

    public async Task<LedgerSummary> LedgerAsync()
    {
        var totals = await Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal(0, totals.Sum);
        return totals;
    }

    /// <summary>Posted balance of an account.</summary>
    public async Task<long> BalanceAsync(string account) => (await LedgerAsync()).Accounts.TryGetValue(account, out var balance) ? balance.Posted : 0;

    /// <summary>What the ledger says was paid is what the bank really paid, and no instruction was sent twice.</summary>
    public async Task AssertPaidAsync(params long[] amounts)
    {
        Assert.Equal(amounts, Partner.Paid.Where(p => p.Account == Account).Select(p => p.Amount));
        Assert.Equal(Partner.Paid.Sum(p => p.Amount), (await LedgerAsync()).PaidOut);
        Assert.All(Partner.TimesSent, times => Assert.Equal(1, times));
    }
}
