using Prakerja.Domain;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Matching;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Recoveries;

/// <summary>Repaid cash that two people transferred back at the bank, and the bank's lines of it.</summary>
internal static class RefundPlay
{
    public const long Paid = 600_000;

    /// <summary>The day that the bank's lines are of.</summary>
    public static readonly DateOnly Stated = new(2026, 1, 8);

    public static readonly object Refund = new { resolution = "refund", reason = "Transferred on 8 January." };

    public static StatementLine LineOf(string id, long amount = Paid, int minute = 0) =>
        new(new RecoveryId(id, 1).PayCode, amount, Wib.StartOf(Stated).AddHours(9).AddMinutes(minute));

    /// <summary>The bank's statement, as often as it is handed in.</summary>
    public static Task<IReadOnlyList<LineFate>> LinesAsync(this PaymentBench bench, params StatementLine[] lines) => bench.StateAsync(Stated, lines);

    /// <summary>Somebody was paid twice, repaid it, and one of the payments bounced.</summary>
    public static async Task<string> OwedBackAsync(this PaymentBench bench)
    {
        var id = await RecoveryExcessCrashTests.PaidTwiceAsync(bench);
        await RecoveryExcessCrashTests.RepayAsync(bench, id);
        await RecoveryExcessCrashTests.BounceAsync(bench, id);
        return id;
    }

    public static Task RefundAsync(this PaymentBench bench, string id) => bench.ResolveAsync("suspense", RecoveryExcessCrashTests.CaseOf(id), Refund);

    /// <summary>What left by hand, as the match has it.</summary>
    public static async Task<IReadOnlyList<DayItem>> RefundsAsync(this PaymentBench bench, string id) =>
        [.. (await bench.Harness.Get<DayMatcher>().ItemsAsync(MatchingPlay.Day, Wib.DateOf(bench.Harness.Now)).ToListAsync())
            .Select(i => i.Item).Where(i => i.Kind == ItemKind.Payment && i.Reference == $"{id}-1")];

    public static async Task<string[]> CaseWordsAsync(this PaymentBench bench) => [.. (await bench.CasesAsync("suspense")).Select(c => (string)c!["what"]!).Order(StringComparer.Ordinal)];

    public static async Task<long> BalanceAsync(this PaymentBench bench, string account) =>
        (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts.GetValueOrDefault(account).Posted;

    /// <summary>Booked once, shown by its line, and nothing waits for anybody.</summary>
    public static async Task AssertRefundedAsync(this PaymentBench bench, string id)
    {
        var item = Assert.Single(await bench.RefundsAsync(id));
        Assert.Equal((Paid, Paid, Paid, "bni"), (item.Ledger, item.Partner, item.Statement, item.Provider));
        Assert.Equal((0, 0, 0), (await bench.BalanceAsync("suspense"), await bench.BalanceAsync("repaid:bni"), await bench.BalanceAsync("recovery")));
        Assert.Empty(await bench.CaseWordsAsync());
        Assert.Equal(0, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Sum);
    }
}
