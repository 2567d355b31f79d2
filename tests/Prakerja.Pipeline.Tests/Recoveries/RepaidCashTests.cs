using Prakerja.Domain;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Recoveries;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Matching;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Recoveries;

/// <summary>Cash that people repay: who may say that it came, and that it counts once.</summary>
public sealed class RepaidCashTests : IAsyncLifetime
{
    private const long Owed = 600_000;
    private PaymentBench bench = null!;
    private string id = "";

    private RecoveryId Id => new(id, 1);

    public async Task InitializeAsync()
    {
        bench = await PaymentBench.StartAsync();
        id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.FinanceAsync("fitri", "POST", "/api/admin/recoveries", new { participantId = id, incentive = CasePlay.First, reason = "A student." });
        Assert.Equal(200, (await bench.FinanceAsync("gita", "POST", $"/api/admin/recoveries/{Id}/proposals/1/approval")).Status);
        await bench.Harness.SettleAsync();
    }

    public async Task DisposeAsync()
    {
        Assert.Equal(0, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Sum);
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task PayCode_InAStatementThatStaffHandedIn_ClearsTheDebtOnlyByTwoPeople()
    {
        foreach (var query in new[] { "?provider=bni&day=2026-01-05", "" })
        {
            var posted = await bench.FinanceAsync("fitri", "POST", $"/api/admin/statements{query}", new[] { new { reference = Id.PayCode, amount = Owed, at = bench.Harness.Now, credit = true } });
            Assert.Equal((200, 1), (posted.Status, (int)posted.Json["suspense"]!));
        }

        Assert.Equal(Owed, (await RecoveryAsync()).Owed);
        var cases = await bench.CasesAsync("suspense");
        var about = (string)Assert.Single(cases, c => (string)c!["what"]! == "unmatched-credit")!["id"]!;
        Assert.Equal(202, (await bench.ProposeAsync("suspense", about, Assign(Id.PayCode))).Status);
        Assert.Equal(403, (await bench.ApproveAsync("suspense", about, by: "fitri")).Status);
        Assert.Equal(Owed, (await RecoveryAsync()).Owed);
        Assert.Equal(200, (await bench.ApproveAsync("suspense", about)).Status);
        Assert.Equal((RecoveryState.Settled, Owed), ((await RecoveryAsync()).State, (await RecoveryAsync()).Repaid));
        Assert.Equal(0, await BalanceAsync(LedgerAccounts.Suspense));
    }

    [Fact]
    public async Task Line_ThatStaffHandedInAndThePartnerStates_CountsOnceWhoeverIsFirst()
    {
        foreach (var partnersFirst in new[] { true, false })
        {
            var line = Line(100_000, partnersFirst ? 1 : 2);
            await bench.Harness.Get<Statements>().ApplyAsync(line, "bni", isPartners: partnersFirst);
            await bench.Harness.Get<Statements>().ApplyAsync(line, "bni", isPartners: !partnersFirst);
        }

        Assert.Equal(100_000, (await RecoveryAsync()).Repaid);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), Assign($"{Id}"));
        Assert.Equal(200_000, (await RecoveryAsync()).Repaid);
        Assert.Equal((-200_000, 0), (await BalanceAsync("repaid:bni"), await BalanceAsync(LedgerAccounts.Suspense)));
    }

    [Fact]
    public async Task Repayment_RecordedByTwoPeopleAndThenStated_CountsOnceAndMatches()
    {
        await RecordAsync(200_000);
        var day = Wib.DateOf(bench.Harness.Now);
        var before = await bench.Harness.Get<DayMatcher>().MatchAsync(day);
        Assert.Equal((1, 0), (before.Returns.Ledger.Count, before.Returns.Matched.Count));
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(LineFate.Matched, await bench.Harness.Get<Statements>().ApplyAsync(Line(200_000, 5), "bni", isPartners: true));
        }

        Assert.Equal(Owed - 200_000, (await RecoveryAsync()).Owed);
        Assert.Equal(-200_000, await BalanceAsync("repaid:bni"));
        var after = await bench.Harness.Get<DayMatcher>().MatchAsync(day);
        Assert.Equal((1, 1), (after.Returns.Ledger.Count, after.Returns.Matched.Count));
        await bench.Harness.Get<Statements>().ApplyAsync(Line(200_000, 6), "bni", isPartners: true);
        Assert.Equal(Owed - 400_000, (await RecoveryAsync()).Owed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Repayment_ThatNoStatementShows_IsADifferenceUntilOneDoesOrTwoPeopleAcceptIt(bool stated)
    {
        await RecordAsync(200_000);
        var day = Wib.DateOf(bench.Harness.Now);
        await bench.NightsAsync(day.AddDays(3));
        var about = $"difference-{id}-recovery-1-repaid-2";
        Assert.Contains(about, await IdsAsync());
        if (stated)
        {
            await bench.Harness.Get<Statements>().ApplyAsync(Line(200_000, 5), "bni", isPartners: true);
            await bench.NightAsync();
        }
        else
        {
            await bench.ResolveAsync("suspense", about, new { resolution = "accept", reason = "Cash at the counter, receipt 7." });
        }

        Assert.DoesNotContain(about, await IdsAsync());
        var figures = await bench.Harness.Get<DayMatcher>().MatchAsync(day);
        Assert.DoesNotContain(figures.Differences, d => d.CaseId == about);
        Assert.Equal((stated ? 1 : 0, stated ? 0 : 1), (figures.Returns.Matched.Count, figures.Settled));
    }

    /// <summary>The state keeps what nobody can have back, and the ledger says so; a mistyped code is put right by naming the recovery.</summary>
    [Fact]
    public async Task MoreThanOwed_UnderAMistypedCode_IsAssignedAndTheRestKept()
    {
        await bench.Harness.Get<Statements>().ApplyAsync(Line(700_000, 1) with { Reference = "RCVMISTYPED" }, "bni", isPartners: true);
        var about = await bench.OnlyCaseAsync("suspense");
        Assert.Equal(400, (await bench.ProposeAsync("suspense", about, Assign($"{id}-2"))).Status);
        await bench.ResolveAsync("suspense", about, Assign($"{Id}"));
        Assert.Equal(RecoveryState.Settled, (await RecoveryAsync()).State);
        var rest = await bench.OnlyCaseAsync("suspense");
        Assert.Equal(400, (await bench.ProposeAsync("suspense", rest, Assign($"{Id}"))).Status);
        await bench.ResolveAsync("suspense", rest, new { resolution = "treasury", reason = "The sender cannot be found." });
        Assert.Equal((-700_000, 0, 100_000), (await BalanceAsync("repaid:bni"), await BalanceAsync(LedgerAccounts.Suspense), await BalanceAsync("treasury-returns:2026") - await ClaimedAsync()));
    }

    [Fact]
    public async Task MoreReturnedThanWasGiven_KeptByTheState_LeavesNothingInSuspense()
    {
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, 650_000);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "treasury", reason = "The bank's letter." });
        Assert.Equal((0, 650_000), (await BalanceAsync(LedgerAccounts.Suspense), await BalanceAsync("treasury-returns:2026") - await ClaimedAsync()));
    }

    private static object Assign(string reference) => new { resolution = "assign", reason = "By the name of the sender.", reference };

    private StatementLine Line(long amount, int minute) => new(Id.PayCode, amount, Wib.StartOf(new DateOnly(2026, 1, 5)).AddHours(9).AddMinutes(minute)) { IsCredit = true, Place = new StatementPlace("", 1, minute) };

    private async Task RecordAsync(long amount)
    {
        await bench.FinanceAsync("fitri", "POST", $"/api/admin/recoveries/{Id}/repayments", new { amount, provider = "bni", reason = "line 1" });
        Assert.Equal(200, (await bench.FinanceAsync("gita", "POST", $"/api/admin/recoveries/{Id}/proposals/2/approval")).Status);
        await bench.Harness.SettleAsync();
    }

    private async Task<Recovery> RecoveryAsync()
    {
        await bench.Harness.SettleAsync();
        return Assert.Single((await bench.FindAsync(id)).Recoveries).Recovery;
    }

    private async Task<IEnumerable<string>> IdsAsync() => (await bench.CasesAsync("suspense")).Select(c => (string)c!["id"]!);

    private async Task<long> BalanceAsync(string account) => (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts.GetValueOrDefault(account).Posted;

    /// <summary>What the claim itself gave the state.</summary>
    private async Task<long> ClaimedAsync() => (await bench.Harness.Get<LedgerReader>().AllAsync(id)).Where(t => t.Kind == RecoveryBook.ClaimKind).Sum(t => t.Amount);
}
