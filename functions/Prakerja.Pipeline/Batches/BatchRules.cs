using Prakerja.Domain.Draw;

namespace Prakerja.Pipeline.Batches;

/// <summary>The rules file of a batch; it follows from the row.</summary>
public static class BatchRules
{
    /// <summary>From closing to the beacon's round: time to freeze, publish, and object.</summary>
    public static readonly TimeSpan ObjectionTime = TimeSpan.FromHours(2);

    public static DrawRules RulesOf(this Batch batch) => new(
        batch.Number, new BeaconRound(batch.Chain!, batch.Round),
        batch.Places.ToDictionary(p => RegencyCode.Parse(p.Key), p => (long)p.Value), batch.Reserves);
}
