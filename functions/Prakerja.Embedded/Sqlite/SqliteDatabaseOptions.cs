namespace Prakerja.Embedded.Sqlite;

/// <param name="Path">The database file; its directory is made if missing. Null: temporary (only with <paramref name="Inline"/>).</param>
/// <param name="Inline">No writer thread: work runs and commits at once on the calling thread, and the returned task is complete.</param>
/// <param name="Synchronous">Whether a commit waits for the disk. Off only where a lost machine may lose data (the simulator).</param>
/// <param name="BatchSize">Most work items in one transaction.</param>
public sealed record SqliteDatabaseOptions(string? Path, bool Inline = false, bool Synchronous = true, int BatchSize = 2048)
{
    /// <summary>Gone when closed, inline: for the simulator and for tests. What outgrows the page cache is in an unnamed temporary file.</summary>
    public static SqliteDatabaseOptions Temporary { get; } = new(null, Inline: true, Synchronous: false);
}
