namespace Prakerja.Local.Hosting;

/// <summary>How a local host runs.</summary>
/// <param name="Data">Directory of all its state; null: temporary, on one thread, for the simulator.</param>
/// <param name="Urls">Where it listens; loopback by default.</param>
/// <param name="Start">Time at which a virtual clock of a new directory begins; null with a virtual clock: the present.</param>
/// <param name="Seed">Seed of the sandbox's made-up world.</param>
public sealed record LocalOptions(string? Data, string Urls, bool VirtualClock, DateTimeOffset? Start, long Seed)
{
    public const string DefaultUrls = "http://localhost:7071";
    public const string DefaultData = ".prakerja";

    /// <summary>Draws are decided by the public beacon instead of the sandbox's; only with the real clock, whose rounds come.</summary>
    public bool PublicBeacon { get; init; }

    /// <summary>Relays of the public beacon; none: the well-known ones.</summary>
    public IReadOnlyList<Uri> BeaconRelays { get; init; } = [];

    /// <summary>Where commitments are time-stamped (RFC 3161); null: nowhere. Only with the real clock, which is the authority's too.</summary>
    public Uri? Timestamps { get; init; }

    public bool IsTemporary => Data is null;
}
