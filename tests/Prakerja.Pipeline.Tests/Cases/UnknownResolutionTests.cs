using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Cases;

public sealed class UnknownResolutionTests
{
    [Fact]
    public async Task Paid_ByTwoPeople_PostsThePayoutOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        var (id, about) = await SilentAsync(bench, Behaviour.NoReplyButPaid);
        var proposed = await bench.ProposeAsync("unknown", about, new { resolution = "paid", reason = "BNI letter 12/2026" });
        Assert.Equal((202, "fitri"), (proposed.Status, proposed.Json["proposal"]!["by"]!.GetValue<string>()));
        var waiting = Assert.Single((await bench.FinanceAsync("fajar", "GET", "/api/admin/approvals")).Json["items"]!.AsArray())!;
        Assert.Equal(("case", 600_000), (waiting["kind"]!.GetValue<string>(), waiting["amount"]!.GetValue<long>()));

        Assert.Equal((403, "second-person-needed"), Refusal(await bench.ApproveAsync("unknown", about, by: "fitri")));
        Assert.Equal((409, "nothing-proposed"), Refusal(await bench.ApproveAsync("unknown", about, number: 2)));
        Assert.Equal(PaymentState.Unknown, (await bench.PayoutAsync(id, CasePlay.First)).State);
        await bench.AssertMoneyAsync(paid: 0);

        var approved = await bench.FinanceAsync("fajar", "POST", waiting["approve"]!.GetValue<string>());
        Assert.Equal((200, "fajar"), (approved.Status, approved.Json["resolvedBy"]!.GetValue<string>()));
        Assert.Equal(200, (await bench.ApproveAsync("unknown", about)).Status);
        Assert.Equal((409, "case-closed"), Refusal(await bench.ApproveAsync("unknown", about, by: "farah")));
        Assert.Equal((409, "case-closed"), Refusal(await bench.ProposeAsync("unknown", about, new { resolution = "dead", reason = "?" })));
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 1, 600_000);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Dead_ByTwoPeople_AllowsAnotherAttemptAndALateSuccessIsStillTold()
    {
        await using var bench = await PaymentBench.StartAsync();
        var (id, about) = await SilentAsync(bench, Behaviour.NoReply);
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Pay;
        Assert.Equal(400, (await bench.ProposeAsync("unknown", about, new { resolution = "dead" })).Status);
        Assert.Equal(400, (await bench.ProposeAsync("unknown", about, new { resolution = "settle", reason = "?" })).Status);
        await bench.ResolveAsync("unknown", about, new { resolution = "dead", reason = "The bank's letter: it was never booked." });
        await bench.ToAsync(new(2026, 1, 14));
        await bench.AssertPayoutAsync(id, PaymentState.Paid, 2, 600_000);
        await bench.AssertLedgerAsync();

        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, 600_000);
        await bench.AssertMoneyAsync(paid: 1_200_000, owed: 600_000);
        Assert.Single((await bench.FinanceAsync("fitri", "GET", "/api/admin/recoveries")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Proposal_ThatWasReplaced_CannotBeApproved()
    {
        await using var bench = await PaymentBench.StartAsync();
        var (_, about) = await SilentAsync(bench, Behaviour.NoReply);
        await bench.ProposeAsync("unknown", about, new { resolution = "dead", reason = "The bank's letter." });
        await bench.ProposeAsync("unknown", about, new { resolution = "paid", reason = "The other letter." }, by: "fajar");
        Assert.Equal((409, "nothing-proposed"), Refusal(await bench.ApproveAsync("unknown", about, 1)));
        Assert.Equal((403, "second-person-needed"), Refusal(await bench.ApproveAsync("unknown", about, 2)));
        Assert.Equal(200, (await bench.ApproveAsync("unknown", about, 2, by: "fitri")).Status);
    }

    [Fact]
    public async Task Outcome_ThatCameByItself_ClosesTheCaseAndItsProposal()
    {
        await using var bench = await PaymentBench.StartAsync();
        var (id, about) = await SilentAsync(bench, Behaviour.NoReplyButPaid);
        await bench.ProposeAsync("unknown", about, new { resolution = "dead", reason = "The bank's letter." });
        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, 600_000);
        Assert.Empty(await bench.CasesAsync("unknown"));
        Assert.Equal((409, "case-closed"), Refusal(await bench.ApproveAsync("unknown", about)));
        await bench.AssertLedgerAsync();
    }

    private static (int, string?) Refusal(Harness.Answer answer) => (answer.Status, answer.Problem);

    private static async Task<(string Id, string Case)> SilentAsync(PaymentBench bench, Behaviour behaviour)
    {
        var id = await bench.ToldAsync(null, behaviour);
        await bench.ToAsync(new(2026, 1, 9));
        return (id, await bench.OnlyCaseAsync("unknown"));
    }
}
