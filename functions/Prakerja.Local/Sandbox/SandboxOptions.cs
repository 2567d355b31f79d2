namespace Prakerja.Local.Sandbox;

/// <param name="Seed">The beacon's signatures follow from it; everything else follows from the keys of the vault and the seeds of the calls.</param>
public sealed record SandboxOptions(long Seed);
