namespace Prakerja.Domain.Draw;

/// <summary>How many entries had each outcome; selected counts both rounds.</summary>
public sealed record DrawCounts(long Entries, long Selected, long Reserve, long Household, long NotSelected)
{
    internal CanonicalObject ToCanonical() => new()
    {
        { "entries", Entries }, { "selected", Selected }, { "reserve", Reserve }, { "household", Household }, { "notSelected", NotSelected },
    };

    internal static DrawCounts Read(FieldReader fields) => new(
        fields.Whole("entries"), fields.Whole("selected"), fields.Whole("reserve"), fields.Whole("household"), fields.Whole("notSelected"));
}

/// <summary>The record of one draw, published with its result.</summary>
/// <param name="BeaconSignature">The beacon's signature for the round, of which <paramref name="Randomness"/> is the SHA-256; null only in an offline rehearsal.</param>
/// <param name="CommitmentHash">SHA-256 of the commitment file; null only in an offline rehearsal.</param>
public sealed record DrawRecord(
    long Batch, long Round, byte[]? BeaconSignature, Hash256? CommitmentHash, Hash256 Randomness, Hash256 Seed, Hash256 ResultHash, DrawCounts Counts)
{
    public static DocumentRead<DrawRecord> Parse(ReadOnlySpan<byte> json) => FieldReader.Parse(json, fields => new DrawRecord(
        fields.Whole("batch"),
        fields.Whole("round"),
        fields.BytesOrNull("beaconSignature"),
        fields.HashOrNull("commitmentHash"),
        fields.Hash("randomness"),
        fields.Hash("seed"),
        fields.Hash("resultHash"),
        fields.Object("counts", DrawCounts.Read)));

    public byte[] ToCanonical() => CanonicalJson.Write(new CanonicalObject
    {
        { "batch", Batch },
        { "beaconSignature", BeaconSignature is null ? CanonicalNull.Instance : Convert.ToHexStringLower(BeaconSignature) },
        { "commitmentHash", CommitmentHash },
        { "counts", Counts.ToCanonical() },
        { "randomness", Randomness },
        { "resultHash", ResultHash },
        { "round", Round },
        { "seed", Seed },
    });
}
