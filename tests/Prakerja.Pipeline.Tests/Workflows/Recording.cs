using Microsoft.Extensions.Options;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Schemes;
using Prakerja.Engine;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Settlements;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;
using Prakerja.Pipeline.Tests.Payments;
using Prakerja.Pipeline.Tests.Settlements;
using Prakerja.Pipeline.Tests.Training;

namespace Prakerja.Pipeline.Tests.Workflows;

/// <summary>Small runs in which every workflow of the pipeline takes part, and their histories by a name made of workflow, version and story.</summary>
internal sealed class Recording
{
    private static readonly EngineOptions Kept = EngineOptions.Default with { KeepHistories = true };

    public SortedDictionary<string, IReadOnlyList<string>> Histories { get; } = new(StringComparer.Ordinal);

    public static async Task<Recording> MakeAsync()
    {
        var recording = new Recording();
        await recording.IdentityAsync();
        await recording.TrainingAsync();
        await recording.PaymentsAsync();
        await recording.SettlementsAsync();
        await recording.ReleaseAsync();
        await recording.ReconciliationAsync();
        await recording.BatchAsync();
        await recording.ListingAsync();
        return recording;
    }

    private async Task IdentityAsync()
    {
        await using var harness = await PipelineHarness.StartAsync(options: Kept);
        harness.World.ExclusionsAvailable = false;
        var id = harness.IdOf(await harness.RegisterAsync("siti", "3273014403950001", "+6281200000001"));
        await harness.AdvanceAsync(TimeSpan.FromMinutes(10));
        harness.World.ExclusionsAvailable = true;
        await harness.AdvanceAsync(TimeSpan.FromHours(1));
        await KeepAsync(harness, $"{id}:identity:{(await harness.FindAsync(id)).Facts.Version}", "registry-away");
        await KeepAsync(harness, id, "identity");
    }

    private async Task TrainingAsync()
    {
        await using var harness = (await PipelineHarness.StartAsync(options: Kept)).WithPartners();
        var participant = await harness.AddSelectedAsync();
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");
        Assert.Equal(202, (await harness.CompletedAsync("e1", code)).Status);
        await harness.SettleAsync();
        await KeepAsync(harness, $"{participant}:training", "completed");
        await KeepAsync(harness, participant, "training");
    }

    private async Task PaymentsAsync()
    {
        await using var bench = await PaymentBench.StartAsync(Kept);
        var paid = await bench.AddTrainedAsync(1);
        await bench.LinkAsync(paid);
        await KeepAsync(bench.Harness, new AccountAttempt(paid, (await bench.FindAsync(paid)).Account!.Reference).InstanceId, "verified");
        await KeepAsync(bench.Harness, new PayoutAttempt(paid, "completion-1", 1).InstanceId, "paid");

        bench.Partner.Behaviours["2222222222"] = Behaviour.NoReplyButPaid;
        var unknown = await bench.AddTrainedAsync(2);
        await bench.LinkAsync(unknown, "2222222222");
        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(PaymentState.Unknown, (await bench.PayoutAsync(unknown, "completion-1")).State);
        await KeepAsync(bench.Harness, new PayoutAttempt(unknown, "completion-1", 1).InstanceId, "unknown");
    }

    private async Task ReconciliationAsync()
    {
        await using var bench = await PaymentBench.StartAsync(Kept);
        await bench.ToldAsync(null, Behaviour.Pay);
        foreach (var (days, name) in new[] { (1, "matched"), (40, "month-away"), (40, "nothing-new") })
        {
            await bench.Harness.AdvanceToAsync(Domain.Wib.StartOf(new DateOnly(2026, 1, 5).AddDays(days)).AddHours(3));
            await bench.Harness.RunTimerAsync("nightly-reconciliation");
            await KeepAsync(bench.Harness, new ReconciliationRun(new DateOnly(2026, 1, 4).AddDays(days)).InstanceId, name);
        }
    }

    private async Task SettlementsAsync()
    {
        await using var bench = await SettlementBench.StartAsync(options: Kept);
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.NoReplyButPaid;
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-12");
        await KeepAsync(bench.Harness, SettlementRun.InstanceOf(SettlementBench.FirstWeek), "made");
        await bench.ApproveAsync();
        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(10));
        await KeepAsync(bench.Harness, SettlementRun.InstanceOf(SettlementBench.FirstWeek), "unknown");
    }

    private async Task ReleaseAsync()
    {
        await using var bench = await PaymentBench.StartAsync(Kept);
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.SecondPersonAbove = 0;
        var held = await bench.AddTrainedAsync(1);
        await bench.LinkAsync(held);
        const string release = "/api/admin/payout-runs/bni-20260105/release";
        Assert.Equal(202, (await bench.Harness.AsStaffAsync(Access.Finance, "ani", "POST", release)).Status);
        Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Finance, "budi", "POST", $"{release}/1/approval")).Status);
        await bench.Harness.SettleAsync();
        await KeepAsync(bench.Harness, "release:bni-20260105:1", "woken");
        await KeepAsync(bench.Harness, new PayoutAttempt(held, "completion-1", 1).InstanceId, "held");
    }

    private async Task BatchAsync()
    {
        await using var harness = await PipelineHarness.StartAsync(options: Kept);
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 3);
        harness.World.ExclusionsAvailable = false;
        await harness.AdvanceToAsync(BatchPlay.Closes.AddMinutes(10));
        harness.World.ExclusionsAvailable = true;
        await harness.AdvanceToAsync(BatchPlay.Announces);
        await KeepAsync(harness, $"batch-{batch}", "announced");
        await KeepAsync(harness, $"batch-{batch}:award", "awarded");
        foreach (var shard in Candidates.Shards)
        {
            await KeepAsync(harness, $"batch-{batch}:freeze:{shard}", "registry-away", optional: true);
        }

        var award = (await Task.WhenAll(people.Select(harness.FindAsync))).Single(p => p.Award is not null).Award!;
        var tickets = await harness.HoldersAsync(people);
        await harness.Get<BatchPlaces>().ReturnAsync(award, "32.73", AwardMoney.Unspent(SchemeTable.Normal));
        await harness.SettleAsync();
        foreach (var ticket in tickets.Keys.Where(t => t != award.Ticket))
        {
            await KeepAsync(harness, $"batch-{batch}:call:{ticket}", "filled", optional: true);
        }

        await harness.AdvanceAsync(TimeSpan.FromDays(30));
        await KeepAsync(harness, $"batch-{batch}", "finished");
    }

    private async Task ListingAsync()
    {
        await using var harness = await PipelineHarness.StartAsync(options: Kept);
        var niks = Enumerable.Range(1, 1001).Select(n => $"327301440395{n:D4}").ToArray();
        var imported = await harness.AsStaffAsync(Access.Operator, "ani", "POST", "/api/admin/listings", new { list = "Kemnaker", niks });
        var id = imported.Json["listing"]!.GetValue<string>();
        Assert.Equal(200, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"/api/admin/listings/{id}/approval")).Status);
        await harness.SettleAsync();
        await KeepAsync(harness, $"listing:{id}", "applied");
    }

    private async Task KeepAsync(PipelineHarness harness, string instance, string story, bool optional = false)
    {
        var history = await harness.Engine.ReadHistoryAsync(instance);
        if (history.Count == 0)
        {
            Assert.True(optional, $"There is no history of {instance}.");
            return;
        }

        var status = (await harness.Engine.GetAsync(instance))!;
        Histories[$"{status.Workflow}-{status.Version}-{story}"] = history;
    }
}
