using Microsoft.Extensions.Logging;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>
/// Has a published commitment stamped by the authority outside, where one is configured (draw.md). One that is away delays nothing: it is asked again by the
/// sweep until the round is due, and later the draw goes without.
/// </summary>
public sealed class CommitmentStamps(BatchFiles files, IEnumerable<ITimestampAuthority> authorities, IRandomnessBeacon beacon, TimeProvider clock, ILogger<CommitmentStamps> log)
{
    private readonly ITimestampAuthority? authority = authorities.LastOrDefault();

    /// <summary>Nothing is done without an authority, before the commitment is published, once it is stamped, and once its round is due.</summary>
    public async Task StampAsync(Batch batch, CancellationToken cancellation = default)
    {
        if (authority is null || batch is not { Reached: BatchState.Committed, Commitment: { } commitment } || clock.GetUtcNow() >= beacon.DueAt(batch.Round)
            || await files.LengthAsync(batch.Number, $"{BatchFiles.Commitment}.jws") is null || await files.LengthAsync(batch.Number, BatchFiles.CommitmentStamp) is not null)
        {
            return;
        }

        if (await authority.StampAsync(Hash256.Of(commitment), cancellation) is not { } stamp)
        {
            return;
        }

        if (stamp.At >= beacon.DueAt(batch.Round))
        {
            Log.TimestampLate(log, batch.Number, stamp.At);
            return;
        }

        using var reply = new MemoryStream(stamp.Reply, writable: false);
        await files.PutAsync(batch.Number, BatchFiles.CommitmentStamp, reply, overwrite: false);
    }
}
