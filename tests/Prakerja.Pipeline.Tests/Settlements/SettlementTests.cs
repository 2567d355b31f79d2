using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Settlements;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Settlements;

public sealed class SettlementTests : IAsyncLifetime
{
    private SettlementBench bench = null!;

    public async Task InitializeAsync() => bench = await SettlementBench.StartAsync();

    public async Task DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Week_WithCompletedCourses_IsStatedApprovedByTwoAndPaid()
    {
        await bench.CompleteAsync();
        await bench.CompleteAsync();
        Assert.Equal(1_750_000, await bench.BalanceAsync(LedgerAccounts.Payable(SettlementBench.Platform)));
        Assert.Equal(250_000, await bench.BalanceAsync(LedgerAccounts.Commission(SettlementBench.Platform)));

        await bench.SweepAsync("2026-01-12");
        var made = await bench.FindAsync();
        Assert.Equal((SettlementState.Open, 2, 2_000_000L, 250_000L, true), (made.State, made.Purchases, made.Price, made.Commission, made.LinesRemoved));
        Assert.Empty(bench.Partner.Paid);

        await bench.ApproveAsync();
        Assert.Equal(SettlementState.Paid, (await bench.FindAsync()).State);
        await bench.AssertPaidAsync(2_000_000);
        Assert.Equal(0, await bench.BalanceAsync(LedgerAccounts.Payable(SettlementBench.Platform)));
        Assert.Equal(0, await bench.BalanceAsync(LedgerAccounts.Commission(SettlementBench.Platform)));
        Assert.Equal("settlement", bench.Harness.World.Payments.Single().Kind);
    }

    [Fact]
    public async Task Statement_OfAWeek_IsTheSameForPlatformAndFinanceAndIsWhatItsHashSays()
    {
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-12");

        var listed = Assert.Single((await bench.Harness.LegacyAsync(SettlementBench.Platform, "GET", "/api/partners/settlements")).Json["items"]!.AsArray())!;
        var id = (string)listed["id"]!;
        var json = await bench.Harness.LegacyAsync(SettlementBench.Platform, "GET", $"/api/partners/settlements/{id}");
        var csv = await bench.Harness.SendAsync("GET", $"/api/admin/settlements/{id}?format=csv", null, TestOperators.Token(Access.Auditor, "maya"));

        Assert.Equal(("platform-1.20260105", "2026-01-05", "2026-01-11"), (id, (string)listed["from"]!, (string)listed["to"]!));
        Assert.Equal((string)listed["jsonSha256"]!, Convert.ToHexStringLower(SHA256.HashData(json.Bytes)));
        Assert.Equal((string)listed["csvSha256"]!, Convert.ToHexStringLower(SHA256.HashData(csv.Bytes)));
        Assert.Equal(json.Bytes, (await bench.Harness.SendAsync("GET", $"/api/admin/settlements/{id}", null, TestOperators.Token(Access.Finance, "fitri"))).Bytes);
        var line = Assert.Single(json.Json["lines"]!.AsArray())!;
        Assert.Equal(("KURSUS-1", 1_000_000L, 125_000L, 875_000L), ((string)line["courseCode"]!, (long)line["price"]!, (long)line["commission"]!, (long)line["net"]!));
        Assert.Equal($"2026-01-05,{line["invoiceCode"]},{line["redeemCode"]},KURSUS-1,institution-1,1000000,125000,875000,false", csv.Text.Split("\r\n")[1]);
        Assert.DoesNotContain("proposedBy", listed.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_OfAnotherPlatform_IsNotThere()
    {
        bench.Harness.Partners.All.Add(PartnerCalls.Of("platform-2", Pipeline.Partners.PartnerKind.Platform));
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-12");

        Assert.Equal(404, (await bench.Harness.LegacyAsync("platform-2", "GET", $"/api/partners/settlements/{SettlementBench.FirstWeek}")).Status);
        Assert.Empty((await bench.Harness.LegacyAsync("platform-2", "GET", "/api/partners/settlements")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Approval_ByTheSamePerson_IsRefusedAndListedForAnother()
    {
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-12");
        Assert.Equal((409, "nothing-proposed"), await ActAsync("approval", "gita"));
        Assert.Equal(200, (await bench.ActAsync("proposal", "fitri")).Status);
        Assert.Equal((403, "second-person-needed"), await ActAsync("approval", "fitri"));
        Assert.Equal(403, (await bench.Harness.AsStaffAsync(Access.Auditor | Access.Operator, "gita", "POST", $"/api/admin/settlements/{SettlementBench.FirstWeek}/approval")).Status);

        var waiting = Assert.Single((await bench.Harness.AsStaffAsync(Access.Finance, "gita", "GET", "/api/admin/approvals")).Json["items"]!.AsArray())!;
        Assert.Equal(("settlement", 1_000_000L, "fitri"), ((string)waiting["kind"]!, (long)waiting["amount"]!, (string)waiting["requestedBy"]!));
        Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Finance, "gita", "POST", (string)waiting["approve"]!)).Status);
        await bench.Harness.SettleAsync();
        await bench.AssertPaidAsync(1_000_000);
        Assert.Equal(200, (await bench.ActAsync("approval", "gita")).Status);
        Assert.Equal((409, "settlement-decided"), await ActAsync("proposal", "fitri"));
        await bench.AssertPaidAsync(1_000_000);
    }

    [Fact]
    public async Task Proposal_RefusedByAnother_IsOpenAgain()
    {
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-12");
        await bench.ActAsync("proposal", "fitri");
        Assert.Equal(200, (await bench.ActAsync("refusal", "gita")).Status);
        Assert.Equal((SettlementState.Open, null), ((await bench.FindAsync()).State, (await bench.FindAsync()).Proposed));
        Assert.Equal(409, (await bench.ActAsync("approval", "gita")).Status);
        Assert.Empty(bench.Partner.Paid);
    }

    [Fact]
    public async Task Purchases_AroundMidnightOfSunday_AreInTheWeekOfTheirDayInJakarta()
    {
        await bench.Harness.AdvanceToAsync(new DateTimeOffset(2026, 1, 11, 23, 59, 59, TimeSpan.FromHours(7)));
        await bench.CompleteAsync();
        await bench.Harness.AdvanceAsync(TimeSpan.FromSeconds(1));
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-12");
        Assert.Equal(1, (await bench.FindAsync()).Purchases);

        await bench.SweepAsync("2026-01-19");
        Assert.Equal(1, (await bench.FindAsync(new(SettlementBench.Platform, new DateOnly(2026, 1, 12)))).Purchases);
        Assert.Equal(1, (await bench.FindAsync()).Purchases);
    }

    [Fact]
    public async Task Weeks_NobodyLookedAt_AreInTheNextStatementOnce()
    {
        await bench.CompleteAsync();
        await bench.Harness.AdvanceToAsync(new DateTimeOffset(2026, 1, 13, 8, 0, 0, TimeSpan.FromHours(7)));
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-26");
        await bench.SweepAsync("2026-02-02");

        var all = (await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "GET", "/api/admin/settlements")).Json["items"]!.AsArray();
        Assert.Equal(("platform-1.20260119", 2), ((string)Assert.Single(all)!["id"]!, (int)all[0]!["purchases"]!));
    }

    private async Task<(int, string?)> ActAsync(string act, string who)
    {
        var answer = await bench.ActAsync(act, who);
        return (answer.Status, answer.Problem);
    }
}
