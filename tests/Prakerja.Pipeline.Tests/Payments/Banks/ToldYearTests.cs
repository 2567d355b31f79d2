using FsCheck;
using FsCheck.Xunit;
using Prakerja.Domain;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

/// <summary>"The same webhook, result file or statement any number of times, in any order: the same end state", of a whole year and of a file that several are in.</summary>
public sealed class ToldYearTests
{
    private static readonly Lazy<Task<IReadOnlyList<string>>> InOrder = new(() => AfterAsync(ToldMessage.All));

    /// <summary>Everything at least once: first as the picks say, then what they left out.</summary>
    [Property(MaxTest = 12, StartSize = 20, EndSize = 60)]
    public async Task Messages_AnyNumberOfTimesInAnyOrder_EndTheSame(byte[] picks)
    {
        ToldMessage[] sent = [.. picks.Select(p => ToldMessage.All[p % ToldMessage.All.Count])];
        await AssertSameAsync([.. sent, .. ToldMessage.All.Except(sent)]);
    }

    [Fact]
    public async Task Messages_Backwards_EndTheSame() => await AssertSameAsync([.. ToldMessage.All.Reverse()]);

    /// <summary>So that "the same" is not "nothing".</summary>
    [Fact]
    public async Task Messages_InOrder_EndAsTheyShould()
    {
        var lines = await InOrder.Value;
        foreach (var line in (string[])
            [
                "completion-1 attempt 2 Paid", "completion-2 attempt 2 Paid", "completion-3 attempt 1 Failed", "completion-4 attempt 1 Unknown", "survey-1 attempt 1 Paid",
                "survey-2 attempt 1 Failed", "survey-3 attempt 1 Paid", "in-flight:ovo 0 600000", "Suspense amount-mismatch", "Suspense paid-twice", "Suspense unmatched-line", "Suspense unmatched-credit", "ovo S-1 2 True", "ovo S-2 1 True", "bni BNI-20260105 2 True",
            ])
        {
            Assert.Contains(lines, l => l.Contains(line, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task AssertSameAsync(IReadOnlyList<ToldMessage> sent)
    {
        var (one, other) = (await InOrder.Value, await AfterAsync(sent));
        string[] difference = [.. one.Except(other).Select(l => $"  in order: {l}"), .. other.Except(one).Select(l => $"  otherwise: {l}")];
        Assert.True(difference.Length == 0, $"{string.Join("; ", sent)}\n{string.Join('\n', difference)}");
    }

    private static async Task<IReadOnlyList<string>> AfterAsync(IEnumerable<ToldMessage> messages)
    {
        await using var year = await ToldYear.StartAsync();
        foreach (var message in messages)
        {
            await message.SendAsync(year);
        }

        Assert.Equal(0, (await year.Harness.Get<LedgerTotals>().ComputeAsync()).Sum);
        return [.. await RowsAsync(year), .. await MoneyAsync(year), .. await CasesAsync(year), .. await WordsAsync(year), .. await PagesAsync(year)];
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(ToldYear year)
    {
        var lines = new List<string>();
        foreach (var (name, id) in new[] { ("wallet", year.Person), ("first", year.First.Person), ("second", year.Second.Person) })
        {
            var row = await year.Payments.FindAsync(id);
            lines.Add($"{name} {row.State} {row.Account!.State} owes {row.Recoveries.Sum(r => r.Recovery.Owed)} reached {string.Join(',', row.Reached.Order(StringComparer.Ordinal))}");
            lines.AddRange(row.Payouts.Select(p => $"{name} {p.Key} attempt {p.Attempt} {p.State} {p.Reason} {p.Amount} has {p.Has} {p.PaidAt:O} {p.PaidAttempt}"));
        }

        return lines;
    }

    /// <summary>By which of two accounts a late success leaves is told by the order, for what was voided stays so; the balances are the same.</summary>
    private static async Task<IReadOnlyList<string>> MoneyAsync(ToldYear year)
    {
        var totals = await year.Harness.Get<LedgerTotals>().ComputeAsync();
        var transfers = await year.Harness.Get<LedgerScan>().AllAsync().Select(t => $"{t.Key} {t.Amount} {t.Kind == PayoutLedger.SuspenseKind} {t.Reference}").ToListAsync();
        return [.. totals.Accounts.Select(a => $"{a.Key} {a.Value.Posted} {a.Value.PendingIn}"), .. transfers];
    }

    private static async Task<IReadOnlyList<string>> CasesAsync(ToldYear year)
    {
        var lines = new List<string>();
        foreach (var kind in CaseKinds.All)
        {
            lines.AddRange(await year.Harness.Get<ITableStore>().RowsAsync(PayoutCases.Table, kind, PayoutCases.Every).Select(r => PipelineJson.Read<PayoutCase>(r.Body))
                .Select(c => $"{c.Kind} {c.What} {c.Id} {c.Amount} {(c.IsOpen ? "open" : "closed")}").ToListAsync());
        }

        return lines;
    }

    private static async Task<IReadOnlyList<string>> WordsAsync(ToldYear year) => await year.Harness.Get<PaymentReferences>().AllAsync()
        .Select(r => $"{r.Reference} {r.State} partner {r.Partner} statement {r.Statement} back {r.Back} debits {Set(r.Debits)} credits {Set(r.Credits)}").ToListAsync();

    private static async Task<IReadOnlyList<string>> PagesAsync(ToldYear year)
    {
        var (book, today) = (year.Harness.Get<StatementBook>(), Wib.DateOf(year.Harness.Now));
        return [.. (await book.PagesAsync(ToldYear.Wallet, today)).Concat(await book.PagesAsync("bni", new(2026, 1, 5))).Select(p => $"{p.Provider} {p.Statement} {p.Page} {p.IsLast} {p.Debits} {p.Credits} {p.SentBy}")];
    }

    private static string Set(IEnumerable<PaymentWord> words) => string.Join(',', words.Select(w => w.What).Order(StringComparer.Ordinal));
}
