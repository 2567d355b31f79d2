using System.Text.Json.Nodes;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Cases;

/// <summary>Two finance people at work on cases.</summary>
internal static class CasePlay
{
    public const string First = "completion-1";

    public static Task<Answer> FinanceAsync(this PaymentBench bench, string name, string method, string path, object? body = null) =>
        bench.Harness.AsStaffAsync(Access.Finance, name, method, path, body);

    public static Task<Answer> ProposeAsync(this PaymentBench bench, string kind, string id, object body, string by = "fitri") =>
        bench.FinanceAsync(by, "POST", $"/api/admin/payouts/{kind}/{id}/resolutions", body);

    public static async Task<Answer> ApproveAsync(this PaymentBench bench, string kind, string id, int number = 1, string by = "fajar")
    {
        var answer = await bench.FinanceAsync(by, "POST", $"/api/admin/payouts/{kind}/{id}/resolutions/{number}/approval");
        await bench.Harness.SettleAsync();
        return answer;
    }

    /// <summary>Proposed by one, approved by another.</summary>
    public static async Task ResolveAsync(this PaymentBench bench, string kind, string id, object body)
    {
        var proposed = await bench.ProposeAsync(kind, id, body);
        Assert.True(proposed.Status == 202, proposed.Text);
        var approved = await bench.ApproveAsync(kind, id, proposed.Json["proposal"]!["number"]!.GetValue<int>());
        Assert.True(approved.Status == 200, approved.Text);
        Assert.NotNull(approved.Json["closedAt"]);
    }

    public static async Task<JsonArray> CasesAsync(this PaymentBench bench, string kind, string status = "open") =>
        (await bench.FinanceAsync("fitri", "GET", $"/api/admin/payouts?state={kind}&status={status}")).Json["items"]!.AsArray();

    public static async Task<string> OnlyCaseAsync(this PaymentBench bench, string kind) => Assert.Single(await bench.CasesAsync(kind))!["id"]!.GetValue<string>();

    /// <summary>Somebody whose first payout was sent, and whose partner then says it paid an amount.</summary>
    public static async Task<string> ToldAsync(this PaymentBench bench, long? amount, Behaviour behaviour = Behaviour.Slow)
    {
        bench.Partner.Behaviours[PaymentBench.Account] = behaviour;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        if (amount is { } told)
        {
            Assert.Equal(202, (await bench.TellAsync("disbursement.succeeded", id, First, 1, told)).Status);
        }

        return id;
    }

    /// <summary>What the ledger has paid out, in suspense and owed by the person; nothing else is out of balance.</summary>
    public static async Task AssertMoneyAsync(this PaymentBench bench, long paid, long suspense = 0, long owed = 0)
    {
        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal((paid, suspense, -owed, 0), (totals.PaidOut, totals.Accounts.GetValueOrDefault(LedgerAccounts.Suspense).Posted, totals.Accounts.GetValueOrDefault("recovery").Posted, totals.Sum));
        Assert.Empty(totals.BelowFloor);
    }

    public static async Task AssertPayoutAsync(this PaymentBench bench, string id, PaymentState state, int attempt, long amount)
    {
        var payout = await bench.PayoutAsync(id, First);
        Assert.Equal((state, attempt, amount), (payout.State, payout.Attempt, payout.Amount));
    }
}
