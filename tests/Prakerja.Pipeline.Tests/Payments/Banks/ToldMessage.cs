using Prakerja.Domain;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

/// <summary>One message about a <see cref="ToldYear"/>, sent by the way by which it really comes.</summary>
public sealed record ToldMessage(string Name, Func<ToldYear, Task> SendAsync)
{
    private const long Month = 600_000;
    private const long Survey = 50_000;
    private const long Before = 1_000_000_000;

    /// <summary>In the order in which they would come if nothing were late.</summary>
    public static IReadOnlyList<ToldMessage> All { get; } =
    [
        new("completion-1, attempt 1, failed", y => y.TellAsync("failed", y.Of("completion-1"), Month, "inactive")),
        new("completion-1 paid", y => y.TellAsync("succeeded", y.Of("completion-1", 2), Month)),
        new("completion-2, attempt 1, failed", y => y.TellAsync("failed", y.Of("completion-2"), Month, "inactive")),
        new("completion-2 paid", y => y.TellAsync("succeeded", y.Of("completion-2", 2), Month)),
        new("completion-3 paid", y => y.TellAsync("succeeded", y.Of("completion-3"), Month)),
        new("completion-3 came back", y => y.TellAsync("returned", y.Of("completion-3"), Month, "account-closed")),
        new("completion-4 paid, other amount", y => y.TellAsync("succeeded", y.Of("completion-4"), 500_000)),
        new("survey-1 paid", y => y.TellAsync("succeeded", y.Of("survey-1"), Survey)),
        new("survey-2 failed, no reason", y => y.TellAsync("failed", y.Of("survey-2"), Survey)),
        new("survey-2 failed", y => y.TellAsync("failed", y.Of("survey-2"), Survey, "inactive")),
        new("wallet's statement, page 1", y => y.StateAsync(1, false,
            (y.Of("completion-2", 2), Month, "debit", "E1"), (y.Of("completion-3"), Month, "debit", "E2"), (y.Of("completion-3"), Month, "credit", "E3"),
            (y.Of("completion-4"), 500_000, "debit", "E4"))),
        new("wallet's statement, page 2", y => y.StateAsync(2, true,
            (y.Of("survey-1"), Survey, "debit", "E5"), (y.Of("survey-1"), Survey, "debit", "E6"), (y.Of("survey-3"), Survey, "debit", "E7"), ("NOBODYS", 7_000, "debit", "E8"))),
        new("lines handed in", y => y.HandInAsync("",
            (y.Of("completion-2", 2), Month, false), (y.Of("completion-3"), Month, true), (y.Of("survey-1"), Survey, false))),
        new("statement handed in", y => y.HandInAsync($"?provider={ToldYear.Wallet}&day={Wib.DateOf(y.Harness.Now):yyyy-MM-dd}&statement=S-2",
            (y.Of("survey-3"), Survey, false), (y.Of("completion-4"), 500_000, false))),
        new("file taken", y => FileAsync(y, BankSamples.Report(y.File, "ACCP", 2, "1200000"))),
        new("first paid, second on its way", y => FileAsync(y, BankSamples.Report(y.File, "ACCP", 2, "1200000", (y.First.Reference, "ACSC", null, null), (y.Second.Reference, "PDNG", null, null)))),
        new("second refused", y => FileAsync(y, BankSamples.Report(y.File, "PART", 2, "1200000", (y.Second.Reference, "RJCT", "AC04", null)))),
        new("second paid after all", y => FileAsync(y, BankSamples.Report(y.File, "PART", 2, "1200000", (y.Second.Reference, "ACSC", null, "600000.00"), (y.First.Reference, "ACSC", null, null)))),
        new("bank's statement, page 1", y => FileAsync(y, BankSamples.Statement(Before, Before - 2 * Month, 1, false, (y.First.Reference, "600000.00", true, null), (y.Second.Reference, "600000", true, null)))),
        new("bank's statement, page 2", y => FileAsync(y, BankSamples.Statement(Before - 2 * Month, Before - Month + 5_000, 2, true, (y.First.Reference, "600000", false, "AC06"), ("GIFT", "5000", false, null)))),
    ];

    public override string ToString() => Name;

    private static async Task FileAsync(ToldYear year, byte[] file) => Assert.Equal(202, (await year.Bench.SendAsync(file)).Status);
}
