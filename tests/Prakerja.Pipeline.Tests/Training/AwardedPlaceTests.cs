using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Harness;

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

        Assert.Equal(1, (await harness.Get<RecoveryPot>().ReadAsync(2026)).Places["32.73"]);
    }

    [Fact]
    public async Task Winner_LostWithinTheReservesTime_CallsTheNextReserve()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 2);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var winner = (await Task.WhenAll(people.Select(harness.FindAsync))).Single(p => p.State == ParticipantState.Selected);

        await harness.Get<ParticipantStore>().ChangeAsync(winner.Id, change =>
        {
            change.Apply(LifecycleEvent.Ineligible);
            change.WakeLifecycle();
            return ValueTask.FromResult(true);
        });
        await harness.SettleAsync();

        var other = await harness.FindAsync(people.Single(id => id != winner.Id));
        Assert.Equal((ParticipantState.Selected, batch), (other.State, other.Award?.Batch));
    }

    private static async Task<Participant> RevokedAsync(PipelineHarness harness, IReadOnlyList<string> people) =>
        (await Task.WhenAll(people.Select(harness.FindAsync))).Single(p => p.State == ParticipantState.Revoked);
}

file static class Legs
{
    /// <summary>Runs one more leg.</summary>
    public static async Task RunLegAsync(this PipelineHarness harness, string participant)
    {
        await harness.Get<Outbox>().WakeAsync(participant);
        await harness.SettleAsync();
    }
}
