using Prakerja.Domain.Draw;

namespace Prakerja.Local.Commands;

/// <summary>Repeats everything about a published draw that can be repeated from its files.</summary>
internal sealed class DrawVerifier(SignedReader reader, VerifyReport report)
{
    /// <summary>The recomputed draw; null if its inputs were not sound.</summary>
    public async Task<DrawResult?> RunAsync(CancellationToken cancellation = default)
    {
        var rules = await reader.ReadDocumentAsync(PublishedNames.Rules, bytes => DrawRules.Parse(bytes), cancellation);
        var commitment = await reader.ReadDocumentAsync(PublishedNames.Commitment, bytes => Commitment.Parse(bytes), cancellation);
        var record = await reader.ReadDocumentAsync(PublishedNames.Record, bytes => DrawRecord.Parse(bytes), cancellation);
        var entries = await ReadEntriesAsync(commitment, cancellation);
        await new StampCheck(reader, report).RunAsync(commitment, cancellation);
        var sound = CheckCommitment(rules, commitment, entries) & CheckRecord(rules, commitment, record);
        var result = sound ? Recompute(entries!, rules!, record!) : null;
        if (!sound)
        {
            report.CouldNotCheck("seed, outcomes and counts: the inputs of the draw are not sound, see below");
        }

        await CheckResultAsync(record, result, cancellation);
        return result;
    }

    private async Task<DrawEntries?> ReadEntriesAsync(Commitment? commitment, CancellationToken cancellation)
    {
        // Only a size to begin with: a commitment that claims too much must not take all memory.
        var expected = Math.Min(commitment?.Entries ?? 0, 32_000_000) * DrawEntry.MinLineLength;
        var entries = new EntriesReader(expected);
        if (!await reader.ReadAsync(PublishedNames.Entries, chunk => entries.Read(chunk.Span), cancellation))
        {
            return null;
        }

        var read = entries.Complete();
        report.Check(read is EntriesRead.Accepted, "entries.csv: every line is well formed, in order, once", PublishedNames.Entries, read.ToString());
        return (read as EntriesRead.Accepted)?.Entries;
    }

    private bool CheckCommitment(DrawRules? rules, Commitment? commitment, DrawEntries? entries)
    {
        if (rules is null || commitment is null || entries is null)
        {
            return false;
        }

        report.Confirm(commitment.Previous is { } previous
            ? $"commitment.json: previous has the form of a hash ({previous})"
            : "commitment.json: previous is null, as only the first batch of all may say");
        return Same("batch", commitment.Batch, "batch of rules.json", rules.Batch)
            & Same("beacon", commitment.Beacon, "beacon of rules.json", rules.Beacon)
            & Same("rulesHash", commitment.RulesHash, "SHA-256 of rules.json", rules.Hash)
            & Same("entries", commitment.Entries, "number of lines of entries.csv", entries.Count)
            & Same("entriesRoot", commitment.EntriesRoot, "Merkle tree hash of entries.csv", entries.Root);

        bool Same<T>(string field, T committed, string what, T found) =>
            SameValue(PublishedNames.Commitment, field, committed, what, found);
    }

    private bool CheckRecord(DrawRules? rules, Commitment? commitment, DrawRecord? record)
    {
        if (rules is null || commitment is null || record is null)
        {
            return false;
        }

        var signature = record.BeaconSignature;
        return SameValue(PublishedNames.Record, "batch", record.Batch, "batch of commitment.json", commitment.Batch)
            & SameValue(PublishedNames.Record, "round", record.Round, "beacon round of commitment.json", commitment.Beacon.Round)
            & SameValue(PublishedNames.Record, "commitmentHash", record.CommitmentHash, "SHA-256 of commitment.json", commitment.Hash)
            & SameValue(
                PublishedNames.Record, "randomness", record.Randomness, "SHA-256 of its beaconSignature", signature is null ? null : (Hash256?)Hash256.Of(signature));
    }

    private DrawResult Recompute(DrawEntries entries, DrawRules rules, DrawRecord record)
    {
        var result = DrawComputation.Run(entries, rules, record.Randomness, DrawFiles.OnAllCores);
        SameValue(PublishedNames.Record, "seed", record.Seed, "SHA-256 of tag, entriesRoot, rulesHash and randomness", result.Seed);
        SameValue(PublishedNames.Record, "counts", record.Counts, "outcomes as counted again", result.Counts);
        return result;
    }

    private async Task CheckResultAsync(DrawRecord? record, DrawResult? recomputed, CancellationToken cancellation)
    {
        using var comparison = new ResultComparison(recomputed);
        if (!await reader.ReadAsync(PublishedNames.Result, comparison.Take, cancellation))
        {
            return;
        }

        var (hash, problem) = comparison.Complete();
        if (recomputed is not null)
        {
            report.Check(
                problem is null, $"result.csv: all {recomputed.Entries.Count} outcomes are the ones computed again", PublishedNames.Result, problem ?? "");
        }

        if (record is not null)
        {
            SameValue(PublishedNames.Record, "resultHash", record.ResultHash, "SHA-256 of result.csv", hash);
        }
    }

    private bool SameValue<T>(string file, string field, T published, string what, T found) => report.Check(
        EqualityComparer<T>.Default.Equals(published, found),
        $"{file}: {field} = {what}",
        file,
        $"{field} is {Show(published)}, but the {what} is {Show(found)}");

    private static string Show<T>(T value) => value?.ToString() ?? "null";
}
