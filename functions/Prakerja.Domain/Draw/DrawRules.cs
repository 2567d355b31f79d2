namespace Prakerja.Domain.Draw;

/// <summary>The round of a public randomness beacon that decides a batch.</summary>
/// <param name="Chain">drand chain hash.</param>
/// <param name="Round">≥ 0.</param>
public sealed record BeaconRound(string Chain, long Round)
{
    internal CanonicalObject ToCanonical() => new() { { "chain", Chain }, { "round", Round } };

    internal static BeaconRound Read(FieldReader fields) => new(fields.Text("chain"), fields.Whole("round"));
}

/// <summary>
/// The rules of one draw, published when the batch is approved (draw.md). Read from canonical JSON only: whatever is accepted is
/// written back to the same bytes.
/// </summary>
/// <param name="Batch">≥ 0.</param>
/// <param name="Places">Regency → places ≥ 0; a regency that is absent has none.</param>
/// <param name="Reserves">Reserves per regency, ≥ 0.</param>
public sealed record DrawRules(long Batch, BeaconRound Beacon, IReadOnlyDictionary<RegencyCode, long> Places, long Reserves)
{
    /// <summary>The one algorithm these rules are for.</summary>
    public const string Algorithm = "prakerja-draw-1";

    /// <summary>rulesHash: SHA-256 of <see cref="ToCanonical"/>.</summary>
    public Hash256 Hash => Hash256.Of(ToCanonical());

    public static DocumentRead<DrawRules> Parse(ReadOnlySpan<byte> json) => FieldReader.Parse(json, fields =>
    {
        if (fields.Text("algorithm") != Algorithm)
        {
            fields.Refuse<string>("algorithm", $"must be \"{Algorithm}\"");
        }

        return new DrawRules(
            fields.Whole("batch"), fields.Object("beacon", BeaconRound.Read), fields.Object("places", ReadPlaces), fields.Whole("reserves"));
    });

    public byte[] ToCanonical()
    {
        var places = new CanonicalObject();
        foreach (var (regency, count) in Places)
        {
            places.Add(regency.ToString(), count);
        }

        return CanonicalJson.Write(new CanonicalObject
        {
            { "algorithm", Algorithm },
            { "batch", Batch },
            { "beacon", Beacon.ToCanonical() },
            { "places", places },
            { "reserves", Reserves },
        });
    }

    private static Dictionary<RegencyCode, long> ReadPlaces(FieldReader fields)
    {
        var places = new Dictionary<RegencyCode, long>();
        foreach (var (name, count) in fields.AllWhole())
        {
            if (!RegencyCode.TryParse(name, out var regency))
            {
                fields.Refuse<long>(name, "is no regency of the form dd.dd");
            }

            places[regency] = count;
        }

        return places;
    }
}
