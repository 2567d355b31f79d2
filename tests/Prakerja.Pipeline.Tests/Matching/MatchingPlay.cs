using System.Text.Json.Nodes;
using Prakerja.Domain;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Matching;

/// <summary>Nights of reconciliation, and two finance people who close days.</summary>
internal static class MatchingPlay
{
    /// <summary>The day on which the bench begins.</summary>
    public static readonly DateOnly Day = new(2026, 1, 5);

    /// <summary>To 03:00 in Jakarta of each day up to one, with the nightly run and the hourly watch.</summary>
    public static async Task NightsAsync(this PaymentBench bench, DateOnly until)
    {
        for (var day = Wib.DateOf(bench.Harness.Now).AddDays(1); day <= until; day = day.AddDays(1))
        {
            await bench.Harness.AdvanceToAsync(Wib.StartOf(day).AddHours(3));
            await bench.NightAsync();
        }
    }

    public static async Task NightAsync(this PaymentBench bench)
    {
        await bench.Harness.RunTimerAsync("nightly-reconciliation");
        await bench.Harness.RunTimerAsync("ledger-audit");
        await bench.Harness.RunTimerAsync("payout-cases");
    }

    public static Task<IReadOnlyList<LineFate>> StateAsync(this PaymentBench bench, DateOnly day, params StatementLine[] lines) =>
        bench.Harness.Get<StatementBook>().TakeAsync(new StatementPage("bni", day, $"bni-{day:yyyyMMdd}", lines, "fitri"));

    /// <summary>The line by which a first payout left.</summary>
    public static StatementLine LineOf(string id, DateTimeOffset at, long amount = 600_000) => new(PaymentReferences.Of(id, CasePlay.First, 1), amount, at);

    public static async Task<JsonNode> DayAsync(this PaymentBench bench, DateOnly day) =>
        (await bench.DaysAsync()).Single(d => d!["day"]!.GetValue<string>() == $"{day:yyyy-MM-dd}")!;

    public static async Task<JsonArray> DaysAsync(this PaymentBench bench) => (await bench.FinanceAsync("fitri", "GET", "/api/admin/reconciliation")).Json["items"]!.AsArray();

    public static Task<Answer> ProposeCloseAsync(this PaymentBench bench, DateOnly day, string by = "fitri") => bench.FinanceAsync(by, "POST", $"/api/admin/reconciliation/{day:yyyy-MM-dd}/close");

    public static Task<Answer> ApproveCloseAsync(this PaymentBench bench, DateOnly day, string by = "fajar") => bench.FinanceAsync(by, "POST", $"/api/admin/reconciliation/{day:yyyy-MM-dd}/close/approval");

    public static int Count(this JsonNode day, string record) => day[record]!["count"]!.GetValue<int>();

    public static (int Status, string? Problem) Refusal(this Answer answer) => (answer.Status, answer.Status == 200 || answer.Status == 202 ? null : answer.Problem);
}
