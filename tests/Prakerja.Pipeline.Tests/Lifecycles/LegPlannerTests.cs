using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Domain;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Lifecycles;

/// <summary>A leg by itself: no event reaches it, as where its instance is just ending.</summary>
public sealed class LegPlannerTests
{
    [Fact]
    public async Task Leg_WokenByItsOwnRule_LooksAgainBeforeItEnds()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddVerifiedAsync(1);
        await harness.SettleAsync();
        var waking = new WakingOnce();
        var planner = new LegPlanner(StoreOf(harness), [waking]);

        Assert.False(await planner.EndAsync(new LegEnd(id, (await planner.PlanAsync(id)).Wake)));
        Assert.True(await planner.EndAsync(new LegEnd(id, (await planner.PlanAsync(id)).Wake)));
        Assert.Equal(2, waking.Asked);
    }

    [Fact]
    public async Task LastIncentive_SetOffInFull_EndsTheTrainingInTheSameRun()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await OweAsync(bench, id);
        await bench.ToAsync(Wib.DateOf(bench.Harness.Now).AddDays(62));
        await bench.AnswerSurveyAsync(id, 1);
        var store = StoreOf(bench.Harness);
        await AnswerAsync(store, id);

        Assert.InRange(await LegsAsync(new LegPlanner(store, bench.Harness.All<ILegRule>()), id), 2, 5);

        Assert.Equal(ParticipantState.Completed, (await bench.FindAsync(id)).State);
    }

    /// <summary>One whose wake-ups reach nobody.</summary>
    private static ParticipantStore StoreOf(PipelineHarness harness) => new(
        harness.Get<ITableStore>(), harness.Get<ParticipantVault>(), harness.Get<FunnelCounters>(), harness.Get<RunningBalances>(), harness.Get<ShardBalances>(),
        new Outbox(harness.Signals, new NoWorkflows(), NullLogger<Outbox>.Instance), harness.Get<BatchReturn>(), harness.Clock);

    private static async Task OweAsync(PaymentBench bench, string id)
    {
        var claim = new { participantId = id, incentive = "completion-1", reason = "A student at the time." };
        Assert.Equal(202, (await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", "/api/admin/recoveries", claim)).Status);
        Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Finance, "gita", "POST", $"/api/admin/recoveries/{id}-1/proposals/1/approval")).Status);
        await bench.Harness.SettleAsync();
    }

    /// <summary>As the last survey's use case does.</summary>
    private static Task<bool> AnswerAsync(ParticipantStore store, string id) => store.ChangeAsync(id, change =>
    {
        change.Participant = change.Participant with { Surveys = [.. change.Participant.Surveys, new SurveyResponse(2, new Dictionary<string, string>(), change.At)] };
        change.WakeLifecycle();
        return ValueTask.FromResult(true);
    });

    /// <summary>How many there were until one ended.</summary>
    private static async Task<int> LegsAsync(LegPlanner planner, string id)
    {
        var legs = 0;
        do
        {
            legs++;
        }
        while (!await planner.EndAsync(new LegEnd(id, (await planner.PlanAsync(id)).Wake)));

        return legs;
    }

    private sealed class WakingOnce : ILegRule
    {
        public int Asked { get; private set; }

        public int Order => 1;

        public ValueTask DecideAsync(ParticipantChange change)
        {
            if (Asked++ == 0)
            {
                change.WakeLifecycle();
            }

            return ValueTask.CompletedTask;
        }
    }
}
