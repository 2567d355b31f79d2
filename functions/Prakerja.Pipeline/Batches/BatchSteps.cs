using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Tells what is next for a batch, and takes the steps that only move its row.</summary>
public sealed class BatchSteps(BatchStore batches, BatchFiles files, RecoveryPot pot, IRandomnessBeacon beacon, TimeProvider clock)
{
    /// <summary>Why a drawn batch is held that cannot be announced any more.</summary>
    public const string TooLate = "announcement-too-late";

    /// <summary>How long reserves can be called up after the announcement.</summary>
    public static readonly TimeSpan ReservesLive = TimeSpan.FromDays(14);

    public async Task<BatchPlan> PlanAsync(int number)
    {
        if (await batches.FindAsync(number) is not { } batch)
        {
            return new BatchPlan(BatchStep.Ended);
        }

        return batch.State switch
        {
            BatchState.Approved => At(batch.OpensAt, BatchStep.Open),
            BatchState.Open => At(batch.ClosesAt, BatchStep.Close),
            BatchState.Closed => new BatchPlan(BatchStep.Freeze),
            BatchState.Committed when batch.BeaconSignature is not null => new BatchPlan(BatchStep.Draw),
            BatchState.Committed => At(beacon.DueAt(batch.Round), BatchStep.AskBeacon),
            BatchState.Drawn => At(batch.AnnouncesAt, BatchStep.Announce),
            BatchState.Announced when batch.AwardedAt is null => new BatchPlan(BatchStep.Award),
            BatchState.Announced => At(batch.AnnouncedAt!.Value + ReservesLive, BatchStep.Finish),
            BatchState.Held => new BatchPlan(BatchStep.Wait),
            _ => new BatchPlan(BatchStep.Ended),
        };
    }

    public async Task OpenAsync(int number)
    {
        await PublishRulesAsync((await batches.FindAsync(number))!);
        await MoveAsync(number, BatchEvent.Opened);
    }

    public Task CloseAsync(int number) => MoveAsync(number, BatchEvent.Closed);

    /// <summary>Never after the last day on which its winners could still meet the year's deadlines: it is held then, and people cancel it.</summary>
    public async Task AnnounceAsync(int number)
    {
        var now = clock.GetUtcNow();
        if (await batches.FindAsync(number) is { } batch && batch.IsTooLateAt(now))
        {
            await MoveAsync(number, BatchEvent.Held, drawn => drawn with { HeldFrom = drawn.State, HoldReason = TooLate });
        }
        else
        {
            await MoveAsync(number, BatchEvent.Announced, drawn => drawn with { AnnouncedAt = now });
        }
    }

    /// <summary>Places that nobody was there to take go to the recovery pot.</summary>
    public async Task EndAwardsAsync(int number)
    {
        if (await batches.FindAsync(number) is { State: BatchState.Announced, AwardedAt: null, Counts: { } counts } batch)
        {
            await pot.AddUnusedAsync(batch, batch.TotalPlaces - (int)counts.Selected);
        }

        await batches.ChangeAsync(number, ended => ended.AwardedAt is null ? ended with { AwardedAt = clock.GetUtcNow() } : ended);
    }

    public Task FinishAsync(int number) => MoveAsync(number, BatchEvent.Finished);

    /// <summary>Signed and published when the batch is approved; nothing is done if they are there.</summary>
    public async Task PublishRulesAsync(Batch batch)
    {
        if (await files.LengthAsync(batch.Number, $"{BatchFiles.Rules}.jws") is null)
        {
            await files.PublishAsync(batch.Number, BatchFiles.Rules, batch.RulesOf().ToCanonical());
        }
    }

    /// <summary>
    /// A batch that was held because its round had come before its entries were ready: the rules name a later round and nothing else changes; the rules it
    /// opened with stay beside them.
    /// </summary>
    public Batch WithLaterRound(Batch batch)
    {
        var now = clock.GetUtcNow();
        return batch.Reached == BatchState.Closed && now >= beacon.DueAt(batch.Round) ? batch with { Round = beacon.RoundAt(now + BatchRules.ObjectionTime) } : batch;
    }

    /// <summary>Publishes changed rules, keeping the ones before as <c>rules-{round}.json</c>.</summary>
    public async Task ReplaceRulesAsync(Batch before, Batch after)
    {
        await files.PublishAsync(before.Number, $"rules-{before.Round}.json", before.RulesOf().ToCanonical());
        await files.PublishAsync(after.Number, BatchFiles.Rules, after.RulesOf().ToCanonical());
    }

    /// <summary>Moves the row if the event is allowed now; a step that was taken already, or overtaken by a hold, is not.</summary>
    private async Task MoveAsync(int number, BatchEvent happened, Func<Batch, Batch>? also = null) => await batches.ChangeAsync(number, batch =>
        BatchLifecycle.Next(batch.State, happened, batch.HeldFrom).IsMoved(out var next) ? (also?.Invoke(batch) ?? batch) with { State = next } : batch);

    private BatchPlan At(DateTimeOffset time, BatchStep step) => clock.GetUtcNow() >= time ? new BatchPlan(step) : new BatchPlan(BatchStep.Wait, time);
}
