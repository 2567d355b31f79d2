namespace Prakerja.Engine.Journal;

/// <summary>
/// Where instances live: one header row each, and for the current run an append-only history of chunks numbered from 0.
/// Reads see every completed write. Thread-safe; at most one write of an instance is under way at a time.
/// </summary>
public interface IJournal
{
    /// <summary>A run number never handed out before by this journal.</summary>
    long NextRun();

    InstanceHeader? Find(string instanceId);

    /// <summary>Chunks of a run in order of their sequence.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>> ReadHistory(long run);

    /// <summary>Every instance that has not ended, in order of its run.</summary>
    IEnumerable<RunningInstance> ReadRunning();

    /// <summary>All of it or nothing, durable when the task completes.</summary>
    Task WriteAsync(JournalWrite write);

    /// <summary>Removes header and history.</summary>
    Task PurgeAsync(string instanceId, long run);
}

/// <param name="Header">Inserted or replaced; null: stays as it is.</param>
/// <param name="DropRun">History of this run is deleted first.</param>
/// <param name="Run">The run that <paramref name="Chunk"/> belongs to.</param>
/// <param name="Sequence">Of the chunk; must be new in its run.</param>
/// <param name="Chunk">History entries, one JSON object a line; empty: none.</param>
public sealed record JournalWrite(InstanceHeader? Header, long? DropRun, long Run, int Sequence, ReadOnlyMemory<byte> Chunk);

/// <param name="ParkedUntil"><see cref="InstanceHeader.ParkedUntil"/>.</param>
public readonly record struct RunningInstance(string Id, DateTimeOffset? ParkedUntil);
