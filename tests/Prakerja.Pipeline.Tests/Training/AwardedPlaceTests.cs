using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Training;

public sealed class AwardedPlaceTests
{
    [Fact]
    public async Task FirstPurchase_Missed_ReturnsThePlaceOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces);

        await harness.AdvanceToAsync(new DateTimeOffset(2026, 1, 24, 0, 0, 0, TimeSpan.FromHours(7)));
        await harness.RunTimerAsync("due-dates");
        var revoked = await RevokedAsync(harness, people);
        await harness.RunLegAsync(revoked.Id);

        var pot = await harness.Get<RecoveryPot>().ReadAsync(2026);
        Assert.Equal((1, 4_200_000L), (pot.Places["32.73"], pot.Released));
        Assert.Equal(YearBudgets.For(2026), (await harness.Get<LedgerTotals>().ComputeAsync()).Accounts["budget:2026"].Posted);
    }

    [Fact]
    public async Task AwardLost_AfterMoneyWasSpent_ReleasesOnlyWhatCameBackAndCallsNobody()
    {
        await using var harness = (await PipelineHarness.StartAsync()).WithPartners();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var winner = (await Task.WhenAll(people.Select(harness.FindAsync))).Single(p => p.State == ParticipantState.Selected);
        await harness.AddCourseAsync("KURSUS-2", price: 500_000);
        var running = await harness.BoughtAsync(winner.Id, "KURSUS-2");
        await harness.LegacyAsync(PartnerCalls.Institution, "POST", "/api/v1/integration/payment/redeem-code/commit", $$"""{"redeem_code":"{{running}}"}""");

        await harness.LoseAsync(winner.Id);

        var pot = await harness.Get<RecoveryPot>().ReadAsync(2026);
        Assert.Equal((1, 3_700_000L), (pot.Places["32.73"], pot.Released));
        Assert.Equal(YearBudgets.For(2026) - 500_000, (await harness.Get<LedgerTotals>().ComputeAsync()).Accounts["budget:2026"].Posted);
        Assert.Null((await harness.FindAsync(people.Single(id => id != winner.Id))).Award);
    }

    [Fact]
    public async Task Pot_ToldOfManyPlaces_CountsEachOnceAndWhatCameBackLater()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.BatchAsync(await harness.OpenBatchAsync(new() { ["32.73"] = 40 }));
        var pot = harness.Get<RecoveryPot>();
        string[] tickets = [.. Enumerable.Range(0, 40).Select(People.IdOf)];
        await Task.WhenAll(tickets.Concat(tickets).Select(t => pot.AddAsync(batch, "32.73", t, 1_000_000)));
        await pot.AddAsync(batch, "32.73", tickets[0], 1_500_000);
        await pot.TakeAsync(batch with { Number = 2, Places = new() { ["32.73"] = 25, ["31.71"] = 1 } });
        await pot.TakeAsync(batch with { Number = 3, Places = new() { ["32.73"] = 10 } });

        var read = await pot.ReadAsync(2026);
        Assert.Equal((5, 0, 40_500_000L), (read.Places["32.73"], read.Places["31.71"], read.Released));
    }

    [Fact]
    public async Task Winner_LostWithinTheReservesTime_CallsTheNextReserve()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var winner = (await Task.WhenAll(people.Select(harness.FindAsync))).Single(p => p.State == ParticipantState.Selected);

        await harness.LoseAsync(winner.Id);

        var other = await harness.FindAsync(people.Single(id => id != winner.Id));
        Assert.Equal((ParticipantState.Selected, batch), (other.State, other.Award?.Batch));
    }

    private static async Task<Participant> RevokedAsync(PipelineHarness harness, IReadOnlyList<string> people) =>
        (await Task.WhenAll(people.Select(harness.FindAsync))).Single(p => p.State == ParticipantState.Revoked);
}

file static class Legs
{
    /// <summary>Found ineligible after the award.</summary>
    public static async Task LoseAsync(this PipelineHarness harness, string participant)
    {
        await harness.Get<ParticipantStore>().ChangeAsync(participant, change =>
        {
            change.Apply(LifecycleEvent.Ineligible);
            change.WakeLifecycle();
            return ValueTask.FromResult(true);
        });
        await harness.SettleAsync();
    }

    /// <summary>Runs one more leg.</summary>
    public static async Task RunLegAsync(this PipelineHarness harness, string participant)
    {
        await harness.Get<Outbox>().WakeAsync(participant);
        await harness.SettleAsync();
    }
}
