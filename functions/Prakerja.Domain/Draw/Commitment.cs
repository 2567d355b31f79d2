namespace Prakerja.Domain.Draw;

/// <summary>What the operator binds itself to before the beacon's round is due: exactly one per batch.</summary>
/// <param name="Entries">Number of entries.</param>
/// <param name="Previous">SHA-256 of the last batch's commitment file; null for the first batch of all.</param>
public sealed record Commitment(long Batch, long Entries, Hash256 EntriesRoot, Hash256 RulesHash, BeaconRound Beacon, Hash256? Previous)
{
    /// <summary>commitmentHash: SHA-256 of the file.</summary>
    public Hash256 Hash => Hash256.Of(ToCanonical());

    /// <summary>The commitment to entries and rules as they stand.</summary>
    public static Commitment To(DrawEntries entries, DrawRules rules, Hash256? previous) =>
        new(rules.Batch, entries.Count, entries.Root, rules.Hash, rules.Beacon, previous);

    public static DocumentRead<Commitment> Parse(ReadOnlySpan<byte> json) => FieldReader.Parse(json, fields => new Commitment(
        fields.Whole("batch"),
        fields.Whole("entries"),
        fields.Hash("entriesRoot"),
        fields.Hash("rulesHash"),
        fields.Object("beacon", BeaconRound.Read),
        fields.HashOrNull("previous")));

    public byte[] ToCanonical() => CanonicalJson.Write(new CanonicalObject
    {
        { "batch", Batch },
        { "beacon", Beacon.ToCanonical() },
        { "entries", Entries },
        { "entriesRoot", EntriesRoot },
        { "previous", Previous },
        { "rulesHash", RulesHash },
    });
}
