using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Cases;

public sealed class SuspenseResolutionTests
{
    private static readonly object Settle = new { resolution = "settle", reason = "The bank's letter." };
    private static readonly object Error = new { resolution = "error", reason = "The bank's letter." };

    [Fact]
    public async Task LessThanInstructed_Settled_PaysTheRestAsAnotherAttempt()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(250_000);
        await bench.AssertMoneyAsync(paid: 250_000, suspense: -250_000);
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Pay;
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), Settle);
        await bench.ToAsync(new(2026, 1, 7));
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 2, 350_000);
        Assert.Equal([600_000, 350_000], bench.Harness.World.Payments.Select(p => p.Amount));
        await bench.AssertMoneyAsync(paid: 600_000);
        Assert.Single((await bench.FindAsync(id)).Reached, Milestones.Paid);
    }

    [Fact]
    public async Task LessThanInstructed_SettledWithoutTheRest_IsPaidAndTheRestIsNotSpent()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(250_000);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "settle", reason = "Agreed.", payRest = false });
        await bench.ToAsync(new(2026, 1, 9));
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 1, 250_000);
        await bench.AssertMoneyAsync(paid: 250_000);
        Assert.Equal(450_000, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts["incentive"].Available);
    }

    [Fact]
    public async Task MoreThanInstructed_Settled_IsPaidAndTheExcessIsOwed()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(900_000);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), Settle);
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 1, 600_000);
        await bench.AssertMoneyAsync(paid: 900_000, owed: 300_000);
        var owed = Assert.Single((await bench.FinanceAsync("fitri", "GET", "/api/admin/recoveries")).Json["items"]!.AsArray())!;
        Assert.Equal(300_000, owed["amount"]!.GetValue<long>());
    }

    [Fact]
    public async Task AnotherAmount_ReturnedByThePartner_IsPaidAnew()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(900_000);
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Pay;
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "returned", reason = "Back on our account." });
        await bench.ToAsync(new(2026, 1, 7));
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 2, 600_000);
        await bench.AssertMoneyAsync(paid: 600_000);
    }

    [Fact]
    public async Task AnotherAmount_ThatWasAMistake_LeavesThePayoutOpenUntilTheTrueWord()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(900_000);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), Error);
        await bench.AssertPayoutAsync(id, PaymentState.Unknown, 1, 600_000);
        await bench.AssertMoneyAsync(paid: 0);
        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, 600_000);
        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, 900_000);
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 1, 600_000);
        await bench.AssertMoneyAsync(paid: 600_000);
        Assert.Empty(await bench.CasesAsync("suspense"));
    }

    [Fact]
    public async Task AnotherAmount_BesidesTheRightOne_IsOwedWhole()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(250_000);
        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, 600_000);
        await bench.AssertMoneyAsync(paid: 850_000, suspense: -250_000);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), Settle);
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 1, 600_000);
        await bench.AssertMoneyAsync(paid: 850_000, owed: 250_000);
    }

    [Fact]
    public async Task PartOfItReturned_Settled_IsPaidAgain()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.Pay);
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, 200_000);
        await bench.AssertMoneyAsync(paid: 400_000, suspense: 200_000);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), Settle);
        await bench.ToAsync(new(2026, 1, 7));
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 2, 200_000);
        await bench.AssertMoneyAsync(paid: 600_000);
    }

    /// <summary>Nothing moved, so there is nothing to bring out of suspense, whatever amount the partner names.</summary>
    [Fact]
    public async Task Failure_NamingAnotherAmount_IsAFailure()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null);
        await bench.TellAsync("disbursement.failed", id, CasePlay.First, 1, 500_000);
        await bench.AssertPayoutAsync(id, PaymentState.Failed, 1, 600_000);
        Assert.Empty(await bench.CasesAsync("suspense"));
        await bench.AssertMoneyAsync(paid: 0);
    }

    [Theory]
    [InlineData(250_000, 250_000)]
    [InlineData(700_000, 600_000)]
    public async Task AnotherAmount_Settled_IsClaimedAsWhatThePersonHas(long paid, long claimed)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(paid);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "settle", reason = "Agreed.", payRest = false });
        var claim = await bench.FinanceAsync("fitri", "POST", "/api/admin/recoveries", new { participantId = id, incentive = CasePlay.First, reason = "A student." });
        Assert.Equal((202, claimed), (claim.Status, (long)claim.Json["amount"]!));
    }

    /// <summary>Whatever was settled, what came back of it is paid again; what was owed for it is not owed any more, or set off.</summary>
    [Theory]
    [InlineData(500_000, 500_000, 600_000)]
    [InlineData(500_000, 200_000, 300_000)]
    [InlineData(700_000, 700_000, 600_000)]
    [InlineData(700_000, 650_000, 550_000)]
    [InlineData(700_000, 600_000, 500_000)]
    public async Task SettledAmount_Returned_IsPaidAgain(long paid, long back, long again)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(paid);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "settle", reason = "Agreed.", payRest = false });
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Pay;
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, back);
        await bench.AssertMoneyAsync(paid - back, suspense: back, owed: Math.Max(0, paid - 600_000));
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), Settle);
        await bench.ToAsync(new(2026, 1, 7));
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 2, again);
        Assert.Equal(600_000, (await bench.PayoutAsync(id, CasePlay.First)).Has);
        await bench.AssertMoneyAsync(paid - back + again);
    }

    [Fact]
    public async Task SettledAmount_MoreReturnedThanWasGiven_CannotBeSettled()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(700_000);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), Settle);
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, 700_001);
        var refused = await bench.ProposeAsync("suspense", await bench.OnlyCaseAsync("suspense"), Settle);
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Json["errors"]!["resolution"]);
    }

    [Fact]
    public async Task SettledPart_ReturnedWhileTheRestIsOnItsWay_WaitsForIt()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(250_000);
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), Settle);
        await bench.AssertPayoutAsync(id, PaymentState.Sending, 2, 350_000);
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, 250_000);
        var about = await bench.OnlyCaseAsync("suspense");
        var refused = await bench.ProposeAsync("suspense", about, Settle);
        Assert.Equal((409, "payout-open"), (refused.Status, refused.Problem));
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Pay;
        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 2, 350_000);
        await bench.ResolveAsync("suspense", about, Settle);
        await bench.ToAsync(new(2026, 1, 7));
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 3, 250_000);
        await bench.AssertMoneyAsync(paid: 600_000);
    }

    [Theory]
    [InlineData("recover", 1_200_000, 600_000)]
    [InlineData("returned", 600_000, 0)]
    [InlineData("error", 600_000, 0)]
    public async Task PaidTwice_Resolved_LeavesNothingInSuspense(string resolution, long paid, long owed)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.Pay);
        var line = new StatementLine(PaymentReferences.Of(id, CasePlay.First, 1), 600_000, bench.Harness.Now);
        foreach (var placed in StatementPlace.Of([line, line with { Entry = "again" }]))
        {
            await bench.Harness.Get<Statements>().ApplyAsync(placed);
        }

        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution, reason = "The bank's letter." });
        await bench.AssertMoneyAsync(paid, owed: owed);
    }

    [Fact]
    public async Task UnmatchedLine_Assigned_PostsThePayoutItBelongsTo()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.NoReplyButPaid);
        await bench.Harness.Get<Statements>().ApplyAsync(new StatementLine("GARBLED", 600_000, bench.Harness.Now), "bni");
        var about = await bench.OnlyCaseAsync("suspense");
        Assert.Equal(400, (await bench.ProposeAsync("suspense", about, new { resolution = "assign", reason = "?", reference = "nobody" })).Status);
        await bench.ResolveAsync("suspense", about, new { resolution = "assign", reason = "By the account.", reference = PaymentReferences.Of(id, CasePlay.First, 1) });
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 1, 600_000);
        await bench.AssertLedgerAsync();
        await bench.Harness.Get<Statements>().ApplyAsync(new StatementLine("GARBLED", 600_000, bench.Harness.Now), "bni");
        Assert.Empty(await bench.CasesAsync("suspense"));
        await bench.AssertMoneyAsync(paid: 600_000);
    }

    [Fact]
    public async Task UnmatchedLine_OfAnotherProvider_CannotBeAssigned()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.NoReplyButPaid);
        await bench.Harness.Get<Statements>().ApplyAsync(new StatementLine("GARBLED", 600_000, bench.Harness.Now), "bca");
        var refused = await bench.ProposeAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "assign", reason = "?", reference = PaymentReferences.Of(id, CasePlay.First, 1) });
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Json["errors"]!["reference"]);
    }

    [Fact]
    public async Task Unknown_WithMoneyInSuspense_CannotBeDeclaredDead()
    {
        await using var bench = await PaymentBench.StartAsync();
        await bench.ToldAsync(250_000, Behaviour.NoReply);
        await bench.ToAsync(new(2026, 1, 9));
        var refused = await bench.ProposeAsync("unknown", await bench.OnlyCaseAsync("unknown"), new { resolution = "dead", reason = "The bank's letter." });
        Assert.Equal((409, "suspense-first"), (refused.Status, refused.Problem));
    }

    /// <summary>The process dies before and after every commit of an approval; whether the same person asks again or the hourly watch comes by, the end is the same.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Crash_AtAnyCommitOfAnApproval_EndsTheSame(bool asksAgain)
    {
        var crashes = 0;
        for (var commit = 1; commit < 50; commit++)
        {
            var (before, after) = (await ApproveWithCrashAsync(commit, false, asksAgain), await ApproveWithCrashAsync(commit, true, asksAgain));
            if (!before && !after)
            {
                break;
            }

            crashes++;
        }

        Assert.InRange(crashes, 5, 48);
    }

    private static async Task<bool> ApproveWithCrashAsync(int commit, bool afterCommit, bool asksAgain)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(900_000);
        var about = await bench.OnlyCaseAsync("suspense");
        await bench.ProposeAsync("suspense", about, Settle);
        bench.Harness.Tables.CrashAt(commit, afterCommit);
        var approval = bench.ApproveAsync("suspense", about);
        var crashed = await Task.WhenAny(approval, bench.Harness.Tables.Crashed) != approval;
        if (crashed)
        {
            await bench.Harness.RestartAsync();
            await bench.Harness.RunTimerAsync("payout-cases");
            if (asksAgain || (await bench.CasesAsync("suspense")).Count > 0)
            {
                Assert.Equal(200, (await bench.ApproveAsync("suspense", about)).Status);
            }
        }

        await bench.Harness.RunTimerAsync("outbox-sweep");
        Assert.Empty(await bench.CasesAsync("suspense"));
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 1, 600_000);
        await bench.AssertMoneyAsync(paid: 900_000, owed: 300_000);
        Assert.Single((await bench.FinanceAsync("fitri", "GET", "/api/admin/recoveries")).Json["items"]!.AsArray());
        return crashed;
    }
}
