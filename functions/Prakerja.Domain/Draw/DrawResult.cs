using System.Security.Cryptography;

namespace Prakerja.Domain.Draw;

/// <summary>What a draw decided, in ticket order.</summary>
public sealed class DrawResult
{
    private const int ChunkSize = 64 * 1024;

    private readonly OutcomeColumn outcomes;
    private readonly Dictionary<(RegencyCode Regency, int Group), int> cutOffs;

    internal DrawResult(
        DrawEntries entries, Hash256 seed, OutcomeColumn outcomes, Dictionary<(RegencyCode Regency, int Group), int> cutOffs)
    {
        (Entries, Seed, this.outcomes, this.cutOffs) = (entries, seed, outcomes, cutOffs);
        Counts = Count();
        Hash = ComputeHash();
    }

    public DrawEntries Entries { get; }

    public Hash256 Seed { get; }

    public DrawCounts Counts { get; }

    /// <summary>resultHash: SHA-256 of the result file.</summary>
    public Hash256 Hash { get; }

    /// <summary>Outcome of the entry with this index.</summary>
    public DrawOutcome this[int index] => outcomes[index];

    /// <summary>Score of the last one selected in a regency and group by either round; null where none was.</summary>
    public Hash256? CutOff(RegencyCode regency, int group) =>
        cutOffs.TryGetValue((regency, group), out var entry) ? DrawSeed.Score(Seed, Entries.TicketAt(entry)) : null;

    /// <summary>The result file in pieces of up to 64 KiB. Each piece is valid until the next one is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Chunks()
    {
        var buffer = new byte[ChunkSize];
        var used = 0;
        for (var entry = 0; entry < Entries.Count; entry++)
        {
            used += ResultLine.Format(Entries.TicketAt(entry), outcomes[entry], buffer.AsSpan(used));
            buffer[used++] = (byte)'\n';
            if (used > ChunkSize - ResultLine.MaxLength)
            {
                yield return buffer.AsMemory(0, used);
                used = 0;
            }
        }

        if (used > 0)
        {
            yield return buffer.AsMemory(0, used);
        }
    }

    /// <summary>What the holder of a ticket needs to check inclusion and score alone; null if the ticket is not among the entries.</summary>
    public TicketProof? Prove(UInt128 ticket)
    {
        var index = Entries.IndexOf(ticket);
        if (index < 0)
        {
            return null;
        }

        var entry = Entries[index];
        return new TicketProof(
            entry, index, Entries.Count, Entries.PathOf(index), DrawSeed.Score(Seed, ticket), outcomes[index], CutOff(entry.Regency, entry.Group));
    }

    /// <summary>The record to publish with the result.</summary>
    public DrawRecord ToRecord(DrawRules rules, Hash256 randomness, byte[]? beaconSignature, Hash256? commitmentHash) =>
        new(rules.Batch, rules.Beacon.Round, beaconSignature, commitmentHash, randomness, Seed, Hash, Counts);

    private DrawCounts Count()
    {
        var byKind = new long[Enum.GetValues<DrawOutcomeKind>().Length];
        for (var entry = 0; entry < Entries.Count; entry++)
        {
            byKind[(int)outcomes[entry].Kind]++;
        }

        return new DrawCounts(
            Entries.Count,
            byKind[(int)DrawOutcomeKind.SelectedRegional] + byKind[(int)DrawOutcomeKind.SelectedNational],
            byKind[(int)DrawOutcomeKind.Reserve],
            byKind[(int)DrawOutcomeKind.Household],
            byKind[(int)DrawOutcomeKind.NotSelected]);
    }

    private Hash256 ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var chunk in Chunks())
        {
            hash.AppendData(chunk.Span);
        }

        return new Hash256(hash.GetHashAndReset());
    }
}
