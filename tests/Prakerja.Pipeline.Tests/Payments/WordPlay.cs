using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>Something that a partner or a bank's statement says of a payout.</summary>
public sealed record Word(string Name, Func<PaymentBench, PayoutAttempt, long, DateTimeOffset, Task> SayAsync)
{
    private const long Other = 500_000;

    /// <summary>Everything that can be said, all of it about one moment.</summary>
    public static IReadOnlyList<Word> All { get; } =
    [
        new("webhook succeeded", (bench, payout, amount, at) => HookAsync(bench, payout, "succeeded", amount, at)),
        new("webhook failed", (bench, payout, amount, at) => HookAsync(bench, payout, "failed", amount, at)),
        new("webhook failed, no reason", (bench, payout, amount, at) => HookAsync(bench, payout, "failed", amount, at, reason: null)),
        new("webhook returned", (bench, payout, amount, at) => HookAsync(bench, payout, "returned", amount, at)),
        new("webhook succeeded, other amount", (bench, payout, _, at) => HookAsync(bench, payout, "succeeded", Other, at)),
        new("webhook failed, other amount", (bench, payout, _, at) => HookAsync(bench, payout, "failed", Other, at)),
        new("webhook returned, other amount", (bench, payout, _, at) => HookAsync(bench, payout, "returned", Other, at)),
        new("inquiry succeeded", (bench, payout, amount, _) => ReplyAsync(bench, payout, PaymentStatus.Succeeded, amount)),
        new("inquiry failed", (bench, payout, amount, _) => ReplyAsync(bench, payout, PaymentStatus.Failed, amount)),
        new("statement line", (bench, payout, amount, at) => LineAsync(bench, payout, amount, at)),
        new("another statement line", (bench, payout, amount, at) => LineAsync(bench, payout, amount, at, nth: 2)),
        new("a third statement line", (bench, payout, amount, at) => LineAsync(bench, payout, amount, at, nth: 3)),
        new("statement line, other amount", (bench, payout, _, at) => LineAsync(bench, payout, Other, at)),
        new("statement line of money back", (bench, payout, amount, at) => LineAsync(bench, payout, amount, at, credit: true)),
        new("statement line of money back, from staff", (bench, payout, amount, at) =>
            bench.Harness.Get<Statements>().ApplyAsync(new StatementLine(payout.Reference, amount, at) { IsCredit = true })),
        new("statement line of money back, other amount", (bench, payout, _, at) => LineAsync(bench, payout, Other, at, credit: true)),
    ];

    public override string ToString() => Name;

    private static Task<Reply> HookAsync(PaymentBench bench, PayoutAttempt payout, string what, long amount, DateTimeOffset at, string? reason = "inactive") =>
        bench.TellAsync($"disbursement.{what}", new { reference = payout.Reference, amount, reason = what == "succeeded" ? null : reason, at });

    private static Task<PaymentStep> ReplyAsync(PaymentBench bench, PayoutAttempt payout, PaymentStatus status, long amount) =>
        bench.Harness.Get<PayoutInquiries>().TakeAsync(payout, new PaymentReply(status, "t", "inactive", amount));

    private static Task<LineFate> LineAsync(PaymentBench bench, PayoutAttempt payout, long amount, DateTimeOffset at, int nth = 1, bool credit = false) =>
        bench.Harness.Get<Statements>().ApplyAsync(new StatementLine(payout.Reference, amount, at) { Place = new StatementPlace("", 1, nth), IsCredit = credit }, isPartners: credit);
}

/// <summary>What is left of all that was said, without the times at which it was.</summary>
public static class WordOutcome
{
    public static async Task<IReadOnlyList<string>> OfAsync(PaymentBench bench, string id)
    {
        await bench.Harness.SettleAsync();
        var row = await bench.FindAsync(id);
        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal(0, totals.Sum);
        var cases = new List<PayoutCase>();
        foreach (var kind in CaseKinds.All)
        {
            cases.AddRange(await bench.Harness.Get<ITableStore>().RowsAsync(PayoutCases.Table, kind, PayoutCases.Every).Select(r => PipelineJson.Read<PayoutCase>(r.Body)).ToListAsync());
        }

        return
        [
            .. row.Payouts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} attempt {p.Attempt} {p.State} {p.Reason} {p.PaidAt:O} {p.PaidAttempt}"),
            .. totals.Accounts.Select(a => $"{a.Key} {a.Value.Posted} {a.Value.PendingOut}"),
            .. cases.Select(c => $"{c.Kind} {c.What} {c.Id} {c.Amount} {(c.IsOpen ? "open" : "closed")}").Order(StringComparer.Ordinal),
        ];
    }
}
