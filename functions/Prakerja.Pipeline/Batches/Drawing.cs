using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Asks the beacon, draws, and writes the files of the result; they are served once announced.</summary>
public sealed class Drawing(BatchStore batches, BatchFiles files, Committing committing, DrawLists lists, Objections objections, IRandomnessBeacon beacon, TimeProvider clock)
{
    /// <summary>
    /// False while the round is not out: the draw waits, and the row tells since when. False too where an objection bars the draw: the batch is held.
    /// </summary>
    public async Task<bool> AskBeaconAsync(int number)
    {
        var batch = (await batches.FindAsync(number))!;
        await committing.PublishAsync(batch);
        if (batch.BeaconSignature is null && await objections.CheckAsync(number) is (false, var bar))
        {
            await HoldAsync(number, bar);
            return false;
        }

        var signature = batch.BeaconSignature ?? await beacon.GetSignatureAsync(batch.Round);
        await batches.ChangeAsync(number, present => (present, signature) switch
        {
            ({ BeaconSignature: not null }, _) => present,
            (_, not null) => present with { BeaconSignature = signature },
            ({ BeaconLateSince: null }, null) => present with { BeaconLateSince = clock.GetUtcNow() },
            _ => present,
        });
        return signature is not null;
    }

    /// <param name="bar">Null: nothing is held, only waited for.</param>
    private async Task HoldAsync(int number, string? bar) => await batches.ChangeAsync(number, batch => bar is null || batch.State != BatchState.Committed ? batch : batch with
    {
        State = BatchState.Held, HeldFrom = batch.State, HoldReason = bar,
    });

    /// <summary>May be repeated: the same inputs give the same files.</summary>
    public async Task DrawAsync(int number)
    {
        if (await batches.FindAsync(number) is not { State: BatchState.Committed, BeaconSignature: { } signature } batch)
        {
            return;
        }

        var rules = batch.RulesOf();
        var randomness = Hash256.Of(signature);
        var result = DrawComputation.Run(await EntriesOfAsync(batch), rules, randomness);
        await using (var chunks = new PartsStream(result.Chunks().ToAsyncEnumerable()))
        {
            await files.PutAsync(number, BatchFiles.Result, chunks);
        }

        await files.SignAsync(number, BatchFiles.Result);
        await files.PublishAsync(number, BatchFiles.Record, result.ToRecord(rules, randomness, signature, Hash256.Of(batch.Commitment)).ToCanonical());
        await lists.WriteAsync(number, result);
        var counts = result.Counts;
        await batches.ChangeAsync(number, present => present.State != BatchState.Committed ? present : present with
        {
            State = BatchState.Drawn, Counts = new BatchCounts(counts.Entries, counts.Selected, counts.Reserve, counts.Household, counts.NotSelected),
        });
    }

    private async Task<DrawEntries> EntriesOfAsync(Batch batch)
    {
        var length = await files.LengthAsync(batch.Number, BatchFiles.Entries) ?? 0;
        var reader = new EntriesReader(length);
        await using var stream = await files.OpenAsync(batch.Number, BatchFiles.Entries) ?? throw new InvalidOperationException($"Batch {batch.Number} has no entries file.");
        await foreach (var piece in PartsStream.PiecesOf(stream))
        {
            reader.Read(piece.Span);
        }

        var committed = (DocumentRead<Commitment>.Accepted)Commitment.Parse(batch.Commitment);
        return reader.Complete() is EntriesRead.Accepted(var entries) && entries.Root == committed.Value.EntriesRoot
            ? entries
            : throw new InvalidOperationException($"The entries of batch {batch.Number} are not those committed to.");
    }
}
