using System.Text;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class StatementTests
{
    private const string First = "completion-1";

    [Fact]
    public async Task UnknownPayout_StatementShowsItPaid_PostsByItself()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await UnknownAsync(bench);
        var line = new { reference = PaymentReferences.Of(id, First, 1), amount = 600_000, at = bench.Partner.Paid[0].At };
        for (var i = 0; i < 2; i++)
        {
            var answer = await PostAsync(bench, new[] { line });
            Assert.Equal((200, 1), (answer.Status, answer.Json["matched"]!.GetValue<int>()));
        }

        var payout = await bench.PayoutAsync(id, First);
        Assert.Equal((PaymentState.Paid, bench.Partner.Paid[0].At), (payout.State, payout.PaidAt!.Value));
        var open = (await FinanceAsync(bench, "/api/admin/payouts?state=unknown")).Json["items"]!.AsArray();
        Assert.NotNull(Assert.Single(open)!["closedAt"]);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Lines_ThatMatchNothing_GoToSuspenseOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        var csv = $"reference,amount,at\n{PaymentReferences.Of(id, First, 1)},600000,2026-01-05T08:00:00+07:00\n"
            + $"{PaymentReferences.Of(id, First, 1)},600000,2026-01-04T08:00:00+07:00\nnobody,7,2026-01-04T08:00:00+07:00\nbad,-5,2026-01-04\n";
        for (var i = 0; i < 2; i++)
        {
            var answer = (await PostCsvAsync(bench, csv)).Json;
            Assert.Equal((1, 2, 4), (answer["matched"]!.GetValue<int>(), answer["suspense"]!.GetValue<int>(), answer["refused"]![0]!["line"]!.GetValue<int>()));
        }

        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal((-600_007, 0), (totals.Accounts[LedgerAccounts.Suspense].Posted, totals.Sum));
        Assert.Equal(2, (await FinanceAsync(bench, "/api/admin/payouts?state=suspense")).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Reconciliation_ThreeRecords_ShowsWhatAgreesAndWhatDoesNot()
    {
        await using var bench = await PaymentBench.StartAsync();
        var (one, two) = (await bench.AddTrainedAsync(1), await bench.AddTrainedAsync(2));
        await bench.LinkAsync(one);
        await bench.LinkAsync(two, "222222222");
        await PostAsync(bench, new[] { new { reference = PaymentReferences.Of(one, First, 1), amount = 600_000, at = bench.Harness.Now } });

        var day = Assert.Single((await FinanceAsync(bench, "/api/admin/reconciliation")).Json["items"]!.AsArray())!;
        Assert.Equal((2, 2, 1, 1), (Count(day, "ledger"), Count(day, "partner"), Count(day, "statement"), Count(day, "matched")));
        Assert.Equal(two, day["differences"]![0]!["participantId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Entries_InPages_AreAllTransfersOnceAndTheJournalHasThePostedOnes()
    {
        await using var bench = await PaymentBench.StartAsync();
        foreach (var number in Enumerable.Range(1, 5))
        {
            await bench.LinkAsync(await bench.AddTrainedAsync(number), $"{number}00000000");
        }

        var keys = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await FinanceAsync(bench, $"/api/admin/ledger/entries?limit=4{(cursor is null ? "" : $"&cursor={cursor}")}")).Json;
            keys.AddRange(page["items"]!.AsArray().Select(i => i!["key"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        var all = await bench.Harness.Get<LedgerScan>().AllAsync().Select(t => t.Key).ToListAsync();
        Assert.Equal(all, keys);
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(15, keys.Count(k => k.Contains("entitlement", StringComparison.Ordinal) || k.Contains("completion-1", StringComparison.Ordinal)));

        var journal = (await FinanceAsync(bench, "/api/admin/ledger/journal?day=2026-01-05")).Text;
        Assert.Equal(all.Count, journal.Split("2026-01-05 *").Length - 1);
        Assert.Contains("    paid:bni  IDR 600000\n    in-flight:bni  IDR -600000\n", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_WithoutTheRole_IsForbidden()
    {
        await using var bench = await PaymentBench.StartAsync();
        Assert.Equal(403, (await bench.Harness.AsStaffAsync(Access.Operator, "o", "GET", "/api/admin/ledger/entries")).Status);
        Assert.Equal(403, (await bench.Harness.AsStaffAsync(Access.Auditor, "a", "POST", "/api/admin/statements", Array.Empty<int>())).Status);
        Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Auditor, "a", "GET", "/api/admin/recoveries")).Status);
        Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Auditor, "a", "GET", "/api/admin/approvals")).Status);
    }

    private static async Task<string> UnknownAsync(PaymentBench bench)
    {
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.NoReplyButPaid;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2026, 1, 9));
        Assert.Equal(PaymentState.Unknown, (await bench.PayoutAsync(id, First)).State);
        return id;
    }

    private static int Count(System.Text.Json.Nodes.JsonNode day, string record) => day[record]!["count"]!.GetValue<int>();

    private static Task<Answer> FinanceAsync(PaymentBench bench, string path) => bench.Harness.AsStaffAsync(Access.Finance, "f", "GET", path);

    private static async Task<Answer> PostAsync(PaymentBench bench, object lines)
    {
        var answer = await bench.Harness.AsStaffAsync(Access.Finance, "f", "POST", "/api/admin/statements", lines);
        await bench.Harness.SettleAsync();
        return answer;
    }

    private static Task<Answer> PostCsvAsync(PaymentBench bench, string csv) => bench.Harness.SendAsync(
        "POST", "/api/admin/statements", Encoding.UTF8.GetBytes(csv), TestOperators.Token(Access.Finance, "f"), ("Content-Type", "text/csv"));
}
