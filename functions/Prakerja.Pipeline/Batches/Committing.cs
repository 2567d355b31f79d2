using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>
/// Puts the entries file together, commits to it before the beacon's round is due, and publishes. Commitments form a chain: its head changes in the
/// transaction of the batch.
/// </summary>
public sealed class Committing(BatchStore batches, BatchFiles files, CommitmentStamps stamps, IRandomnessBeacon beacon, TimeProvider clock)
{
    public const string RoundPassed = "beacon-round-passed";
    private const string Head = "chain";

    public async Task RunAsync(int number)
    {
        if (await batches.FindAsync(number) is not { State: BatchState.Closed } batch)
        {
            return;
        }

        var entries = await AssembleAsync(number);
        await files.SignAsync(number, BatchFiles.Entries);
        var committed = await batches.ChangeAsync(number, present => DecideAsync(present, batch.Round, entries));
        await PublishAsync(committed!);
    }

    /// <summary>The commitment's file as the row has it, then its stamp; nothing is done if they are there.</summary>
    public async Task PublishAsync(Batch batch)
    {
        if (batch.Commitment is not null && await files.LengthAsync(batch.Number, $"{BatchFiles.Commitment}.jws") is null)
        {
            await files.PublishAsync(batch.Number, BatchFiles.Commitment, batch.Commitment);
        }

        await stamps.StampAsync(batch);
    }

    /// <summary>A round already due is refused: the batch is held until a person names another.</summary>
    private async ValueTask<BatchChange> DecideAsync(Batch batch, long round, DrawEntries entries)
    {
        if (batch.State != BatchState.Closed || batch.Round != round)
        {
            return new BatchChange(batch, []);
        }

        if (clock.GetUtcNow() >= beacon.DueAt(batch.Round))
        {
            return new BatchChange(batch with { State = BatchState.Held, HeldFrom = batch.State, HoldReason = RoundPassed }, []);
        }

        var (last, etag) = await batches.ReadOtherAsync<ChainHead>(Head);
        var commitment = Commitment.To(entries, batch.RulesOf(), last is null ? null : Parse(last.Hash));
        var head = BatchStore.Write(Head, new ChainHead(batch.Number, commitment.Hash.ToString()), etag);
        return new BatchChange(batch with { State = BatchState.Committed, Commitment = commitment.ToCanonical() }, [head]);
    }

    private async Task<DrawEntries> AssembleAsync(int number)
    {
        var reader = new EntriesReader();
        await using var parts = new PartsStream(PartsOf(number), piece => reader.Read(piece.Span));
        await files.PutAsync(number, BatchFiles.Entries, parts);
        return reader.Complete() is EntriesRead.Accepted(var entries)
            ? entries
            : throw new InvalidOperationException($"The entries of batch {number} are malformed: {reader.Complete()}");
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsOf(int number)
    {
        foreach (var shard in Candidates.Shards)
        {
            await using var part = await files.OpenAsync(number, BatchFiles.Part(shard)) ?? throw new InvalidOperationException($"Shard {shard} of batch {number} is not frozen.");
            await foreach (var piece in PartsStream.PiecesOf(part))
            {
                yield return piece;
            }
        }
    }

    private static Hash256 Parse(string hash) =>
        Hash256.TryParse(hash, out var parsed) ? parsed : throw new InvalidOperationException("The chain of commitments has a broken head.");

    private sealed record ChainHead(int Batch, string Hash);
}
