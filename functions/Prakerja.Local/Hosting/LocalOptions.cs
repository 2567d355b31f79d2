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

    public bool IsTemporary => Data is null;
}
