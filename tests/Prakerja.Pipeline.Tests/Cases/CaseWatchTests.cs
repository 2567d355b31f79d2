using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Cases;

public sealed class CaseWatchTests
{
    [Fact]
    public async Task Run_OpenAndClosedCases_TellsTheOpenOnesByKind()
    {
        await using var harness = await PipelineHarness.StartAsync();
        using var told = new Measurements();
        var cases = harness.Get<PayoutCases>();
        await cases.OpenAsync(CaseKinds.Suspense, "unmatched-line", "1", "r1", null, 600_000);
        await cases.OpenAsync(CaseKinds.Suspense, "unmatched-line", "2", "r2", null, 50_000);
        await cases.OpenAsync(CaseKinds.Unknown, "no-answer", "3", "r3", null, 50_000);
        await cases.CloseAsync(CaseKinds.Suspense, "1");

        await harness.RunTimerAsync("payout-cases");

        Assert.Equal(1, told.Last("prakerja.payouts.cases:suspense"));
        Assert.Equal(1, told.Last("prakerja.payouts.cases:unknown"));
        Assert.Equal(0, told.Last("prakerja.payouts.cases:failed"));
    }

    [Fact]
    public async Task Unknown_ThatNobodyEnds_IsEscalatedByAgeEachLevelOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        var sent = bench.Harness.Now;
        await bench.ToldAsync(null, Behaviour.NoReply);
        foreach (var (days, level, lines) in new[] { (1.2, 1, 0), (2.9, 1, 0), (3.2, 2, 1), (3.3, 2, 1), (6.9, 2, 1), (7.2, 3, 2), (20.0, 3, 2) })
        {
            await bench.Harness.AdvanceToAsync(sent + TimeSpan.FromDays(days));
            await bench.Harness.RunTimerAsync("payout-cases");
            await bench.Harness.RunTimerAsync("payout-cases");
            var open = Assert.Single(await bench.CasesAsync("unknown"))!;
            Assert.Equal((level, (long)(days * 24)), (open["level"]!.GetValue<int>(), open["ageHours"]!.GetValue<long>()));
            Assert.Equal(lines, bench.Harness.Log.Lines.Count(l => l.Contains("Case unknown/", StringComparison.Ordinal)));
        }

        Assert.Single(bench.Harness.World.Payments);
    }

    /// <summary>One whose id names no day cannot be looked at; those after it in its kind and in the kinds behind are.</summary>
    [Fact]
    public async Task Case_ThatCannotBeLookedAt_IsToldAndKeepsNoOtherWaiting()
    {
        await using var harness = await PipelineHarness.StartAsync();
        using var told = new Measurements();
        var cases = harness.Get<PayoutCases>();
        await cases.OpenAsync(CaseKinds.Suspense, "statement-missing", "statement-missing-bni", "x", null, 1);
        await cases.OpenAsync(CaseKinds.Suspense, "unmatched-line", "zz", "r2", null, 50_000);
        await cases.OpenAsync(CaseKinds.Failed, "rejected", "3", "r3", null, 50_000);
        await harness.AdvanceAsync(TimeSpan.FromDays(4));

        await harness.RunTimerAsync("payout-cases");

        Assert.Equal((2, 1), (told.Last("prakerja.payouts.cases:suspense"), told.Last("prakerja.payouts.cases:failed")));
        Assert.Equal((2, 2), ((await cases.FindAsync(CaseKinds.Suspense, "statement-missing-bni"))!.Level, (await cases.FindAsync(CaseKinds.Failed, "3"))!.Level));
        Assert.Contains(harness.Log.Lines, l => l.Contains("suspense/statement-missing-bni", StringComparison.Ordinal) && l.Contains("could not be looked at", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Owner_AndNotes_AreKeptAndListed()
    {
        await using var bench = await PaymentBench.StartAsync();
        await bench.ToldAsync(100_000);
        var id = await bench.OnlyCaseAsync("suspense");
        Assert.Equal(200, (await bench.FinanceAsync("fitri", "POST", $"/api/admin/payouts/suspense/{id}/owner", new { })).Status);
        Assert.Equal(201, (await bench.FinanceAsync("fajar", "POST", $"/api/admin/payouts/suspense/{id}/notes", new { text = "Asked the bank." })).Status);
        Assert.Equal(400, (await bench.FinanceAsync("fajar", "POST", $"/api/admin/payouts/suspense/{id}/notes", new { text = "" })).Status);
        Assert.Equal(404, (await bench.FinanceAsync("fajar", "POST", "/api/admin/payouts/suspense/nothing/notes", new { text = "?" })).Status);
        Assert.Equal(404, (await bench.FinanceAsync("fajar", "POST", $"/api/admin/payouts/nothing/{id}/owner", new { })).Status);
        Assert.Equal(404, (await bench.FinanceAsync("fajar", "POST", $"/api/admin/payouts/#/{id}/owner", new { })).Status);
        Assert.Equal(404, (await bench.ProposeAsync("suspense", "#", new { resolution = "error", reason = "?" })).Status);
        Assert.Equal(404, (await bench.ApproveAsync("#", id)).Status);

        var owned = (await bench.FinanceAsync("fajar", "GET", "/api/admin/payouts?state=suspense&owner=fitri")).Json["items"]![0]!;
        Assert.Equal(("fitri", "fajar", "Asked the bank."), (owned["owner"]!.GetValue<string>(), owned["notes"]![0]!["by"]!.GetValue<string>(), owned["notes"]![0]!["text"]!.GetValue<string>()));
        Assert.Empty((await bench.FinanceAsync("fajar", "GET", "/api/admin/payouts?state=suspense&owner=fajar")).Json["items"]!.AsArray());
        Assert.Equal(400, (await bench.FinanceAsync("fajar", "GET", "/api/admin/payouts?status=old")).Status);
    }
}
