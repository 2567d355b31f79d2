using System.Globalization;
using System.Text.Json.Nodes;
using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Recoveries;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Recoveries;

public sealed class RecoveryTests : IAsyncLifetime
{
    private const long Paid = 600_000;
    private PaymentBench bench = null!;
    private string id = "";

    public async Task InitializeAsync()
    {
        bench = await PaymentBench.StartAsync();
        id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
    }

    public async Task DisposeAsync()
    {
        var row = await bench.FindAsync(id);
        var balances = Balances.Of((await bench.Harness.Get<LedgerReader>().AllAsync(id)).Select(t => t.ToTransfer()));
        Assert.Equal(-balances[LedgerAccounts.Recovery(id)].Posted, row.Recoveries.Sum(r => r.Recovery.Owed - r.Recovery.Excess));
        Assert.Equal(0, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Sum);
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task Claim_ApprovedByAnother_IsOwedForSixtyDaysAndThePersonIsTold()
    {
        Assert.Equal(202, (await ClaimAsync("fitri")).Status);
        Assert.Equal((403, "second-person-needed"), await DecideAsync(1, "fitri"));
        Assert.Empty((await DashboardAsync()));
        Assert.Equal((200, null), await DecideAsync(1, "gita"));
        await bench.Harness.SettleAsync();

        var mine = Assert.Single(await DashboardAsync())!;
        Assert.Equal(("open", "ineligible", Paid, Paid, "2026-03-06"), (Text(mine, "state"), Text(mine, "cause"), (long)mine["amount"]!, (long)mine["owed"]!, Text(mine, "dueBy")));
        Assert.Contains(bench.Harness.World.Messages, m => m.Body.Contains(Text(mine, "code"), StringComparison.Ordinal));
        Assert.Equal((409, "claimed-before"), ProblemOf(await ClaimAsync("fitri")));
        Assert.Equal(1, await bench.Harness.Get<PayoutCases>().OpenOnesAsync(CaseKinds.Recovery).CountAsync());
    }

    [Fact]
    public async Task Claim_RefusedByAnother_IsNotOwed()
    {
        await ClaimAsync("fitri");
        Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Finance, "gita", "POST", $"/api/admin/recoveries/{id}-1/proposals/1/refusal")).Status);
        Assert.Equal(RecoveryState.Dropped, (await RecoveryAsync()).State);
        Assert.Equal(202, (await ClaimAsync("fitri")).Status);
    }

    [Fact]
    public async Task Repayment_RecordedByTwoPeople_SettlesItAndClosesItsCase()
    {
        await OweAsync();
        Assert.Equal((409, "more-than-owed"), ProblemOf(await ProposeAsync("repayments", new { amount = Paid + 1, provider = "bni", reason = "line 1" })));
        foreach (var (amount, number) in new[] { (200_000L, 2), (400_000L, 3) })
        {
            Assert.Equal(202, (await ProposeAsync("repayments", new { amount, provider = "bni", reason = "line 1" })).Status);
            Assert.Equal((200, null), await DecideAsync(number, "gita"));
        }

        await bench.Harness.SettleAsync();
        Assert.Equal((RecoveryState.Settled, Paid), ((await RecoveryAsync()).State, (await RecoveryAsync()).Repaid));
        Assert.Empty(await bench.Harness.Get<PayoutCases>().OpenOnesAsync(CaseKinds.Recovery).ToArrayAsync());
        Assert.Equal(-Paid, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts["repaid:bni"].Posted);
    }

    [Fact]
    public async Task Repayment_ByTheBanksStatementTwice_CountsOnceAndWhatIsTooMuchIsInSuspense()
    {
        await OweAsync();
        var line = new StatementLine(new RecoveryId(id, 1).PayCode, 700_000, bench.Harness.Now) { IsCredit = true };
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(LineFate.Suspense, await bench.Harness.Get<Statements>().ApplyAsync(line, "bni", isPartners: true));
        }

        await bench.Harness.SettleAsync();
        Assert.Equal(RecoveryState.Settled, (await RecoveryAsync()).State);
        var accounts = (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts;
        Assert.Equal((-700_000, 100_000), (accounts["repaid:bni"].Posted, accounts["suspense"].Posted));
    }

    [Fact]
    public async Task WriteOff_ByTwoPeople_GivesUpWhatIsLeft()
    {
        await OweAsync();
        Assert.Equal(400, (await ProposeAsync("write-off", new { reason = "" })).Status);
        Assert.Equal(202, (await ProposeAsync("write-off", new { reason = "Died without an estate." })).Status);
        var waiting = Assert.Single((await bench.Harness.AsStaffAsync(Access.Auditor, "maya", "GET", "/api/admin/approvals")).Json["items"]!.AsArray())!;
        Assert.Equal("recovery", Text(waiting, "kind"));
        Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Finance, "gita", "POST", Text(waiting, "approve"))).Status);

        Assert.Equal((RecoveryState.WrittenOff, Paid), ((await RecoveryAsync()).State, (await RecoveryAsync()).WrittenOff));
        Assert.Equal(-Paid, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts["write-off:2026"].Posted);
    }

    [Fact]
    public async Task Survey_DueToSomebodyWhoOwes_IsSetOffInFullAndShownAsPaid()
    {
        await OweAsync();
        await AnswerFirstSurveyAsync();

        var survey = await bench.PayoutAsync(id, "survey-1");
        Assert.Equal((PaymentState.Paid, 50_000L), (survey.State, survey.OffSet));
        Assert.Equal((50_000L, Paid - 50_000), ((await RecoveryAsync()).OffSet, (await RecoveryAsync()).Owed));
        var shown = (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json["incentives"]!.AsArray().Single(i => Text(i!, "key") == "survey-1")!;
        Assert.Equal(("paid", "offset", 50_000L), (Text(shown, "state"), Text(shown["reasons"]![0]!, "code"), (long)shown["amount"]!));
        Assert.Single(bench.Partner.Paid);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Survey_DueToSomebodyWhoOwesLess_IsSetOffInPartAndTheRestPaid()
    {
        await OweAsync();
        await ProposeAsync("repayments", new { amount = Paid - 20_000, provider = "bni", reason = "line 1" });
        await DecideAsync(2, "gita");
        await AnswerFirstSurveyAsync();

        Assert.Equal([Paid, 30_000], bench.Partner.Paid.Select(p => p.Amount));
        Assert.Equal(RecoveryState.Settled, (await RecoveryAsync()).State);
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, "survey-1")).State);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Instalments_AskedForByThePersonAndAgreed_AreRemindedOfAndNothingElseIsSetOff()
    {
        await OweAsync();
        Assert.Equal(400, (await bench.Harness.AsAsync(id, "POST", $"/api/me/recoveries/{id}-1/instalments", new { instalments = 13 })).Status);
        Assert.Equal(404, (await bench.Harness.AsAsync(id, "POST", $"/api/me/recoveries/{People.IdOf(9)}-1/instalments", new { instalments = 6 })).Status);
        Assert.Equal(202, (await bench.Harness.AsAsync(id, "POST", $"/api/me/recoveries/{id}-1/instalments", new { instalments = 6 })).Status);
        Assert.Equal((200, null), await DecideAsync(2, "gita"));
        Assert.Equal("2026-02-05", Text(Assert.Single(await DashboardAsync())!, "dueBy"));

        var before = Count("repayment");
        await bench.ToAsync(new DateOnly(2026, 2, 3));
        Assert.Equal(before + 1, Count("repayment"));
        await bench.ToAsync(new DateOnly(2026, 2, 7));
        Assert.Equal(before + 3, Count("repayment"));
        Assert.True((bool)Assert.Single(await DashboardAsync())!["overdue"]!);
        var overdue = (await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "GET", "/api/admin/recoveries?overdue=true")).Json["items"]!.AsArray();
        Assert.Equal((1, 2), ((int)Assert.Single(overdue)!["level"]!, (int)overdue[0]!["daysOverdue"]!));
    }

    [Fact]
    public async Task Payment_ThatCameTwice_IsOwedAndNoLongerOnceOneBounced()
    {
        bench.Partner.Behaviours["2222222222"] = Behaviour.Reject;
        var other = await bench.AddTrainedAsync(2);
        await bench.LinkAsync(other, "2222222222");
        bench.Partner.Behaviours.Clear();
        await bench.ToAsync(Wib.DateOf(bench.Harness.Now).AddDays(2));
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(other, "completion-1")).State);

        await bench.TellAsync("disbursement.succeeded", other, "completion-1", 1, Paid);
        Assert.Equal((RecoveryState.Open, Paid), ((await RecoveryAsync(other)).State, (await RecoveryAsync(other)).Owed));
        await bench.TellAsync("disbursement.returned", other, "completion-1", 1, Paid);
        Assert.Equal((RecoveryState.Settled, Paid), ((await RecoveryAsync(other)).State, (await RecoveryAsync(other)).Returned));
    }

    private async Task AnswerFirstSurveyAsync()
    {
        await bench.ToAsync(Wib.DateOf(bench.Harness.Now).AddDays(31));
        await bench.AnswerSurveyAsync(id, 1);
    }

    private async Task OweAsync()
    {
        await ClaimAsync("fitri");
        Assert.Equal((200, null), await DecideAsync(1, "gita"));
        await bench.Harness.SettleAsync();
    }

    private int Count(string subject) => bench.Harness.World.Messages.Count(m => m.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase)
        || m.Subject.Contains("engembalian", StringComparison.Ordinal));

    private Task<Answer> ClaimAsync(string who) => bench.Harness.AsStaffAsync(
        Access.Finance, who, "POST", "/api/admin/recoveries", new { participantId = id, incentive = "completion-1", reason = "A student at the time." });

    private Task<Answer> ProposeAsync(string act, object body) => bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", $"/api/admin/recoveries/{id}-1/{act}", body);

    private async Task<(int, string?)> DecideAsync(int number, string who) =>
        ProblemOf(await bench.Harness.AsStaffAsync(Access.Finance, who, "POST", string.Create(CultureInfo.InvariantCulture, $"/api/admin/recoveries/{id}-1/proposals/{number}/approval")));

    private static (int, string?) ProblemOf(Answer answer) => (answer.Status, answer.Problem);

    private async Task<Recovery> RecoveryAsync(string? whose = null) => Assert.Single((await bench.FindAsync(whose ?? id)).Recoveries, r => r.Recovery.State != RecoveryState.Dropped || whose is null).Recovery;

    private async Task<JsonArray> DashboardAsync() => (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json["recoveries"]!.AsArray();

    private static string Text(JsonNode node, string name) => (string)node[name]!;
}
