namespace Prakerja.Pipeline.Ports;

/// <summary>
/// Rows keyed by (partition, row) in ordinal byte order of their UTF-8, in named tables: the shape of Azure Table Storage.
/// Limits, refused with <see cref="ArgumentException"/> by every adapter: table name 3-63 ASCII letters and digits,
/// starting with a letter; keys 1-512 characters without <c>/ \ # ?</c> and control characters; body ≤ 64 KiB;
/// 1-100 writes and 2 MiB of bodies in one commit, each row at most once.
/// Passing trouble (throttling, lost connection) is <see cref="StoreUnavailableException"/> after the adapter's own retries.
/// </summary>
public interface ITableStore
{
    /// <summary>The row, or null if there is none. Sees every commit that completed before the call.</summary>
    ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default);

    /// <summary>All writes or none, durable when the task completes. A condition that does not hold is a result, not an exception.</summary>
    Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default);

    /// <summary>
    /// Rows of one partition with <c>from ≤ row &lt; to</c> (null: open end), ascending, at most <paramref name="limit"/> (1-1000).
    /// A page may be shorter than the limit though more follows: go on while <see cref="TablePage.Continuation"/> is not null.
    /// </summary>
    Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default);
}

public sealed record TableRow(string Partition, string Row, ReadOnlyMemory<byte> Body, string ETag);

public sealed record TablePage(IReadOnlyList<TableRow> Rows, string? Continuation);

/// <summary>Half-open range of row keys.</summary>
public readonly record struct RowRange(string? From, string? To)
{
    public static RowRange All => default;

    /// <summary>All rows that start with <paramref name="prefix"/>.</summary>
    public static RowRange Prefix(string prefix) => new(prefix, prefix + '\uffff');
}

/// <summary>One write of a commit.</summary>
public abstract record TableWrite(string Row)
{
    /// <summary>Fails with <see cref="CommitConflict.Exists"/> if the row is there.</summary>
    public sealed record Insert(string Row, ReadOnlyMemory<byte> Body) : TableWrite(Row);

    /// <summary>Fails with <see cref="CommitConflict.Changed"/> unless the row is there with this ETag.</summary>
    public sealed record Replace(string Row, ReadOnlyMemory<byte> Body, string ETag) : TableWrite(Row);

    /// <summary>Inserts or replaces, whatever is there.</summary>
    public sealed record Upsert(string Row, ReadOnlyMemory<byte> Body) : TableWrite(Row);

    /// <summary>With an ETag: fails with <see cref="CommitConflict.Changed"/> unless the row is there with it. Without: absent is fine.</summary>
    public sealed record Delete(string Row, string? ETag = null) : TableWrite(Row);
}

public enum CommitConflict
{
    None,
    Exists,
    Changed,
}

/// <summary>
/// Outcome of a commit: on success <see cref="ETags"/> holds one new ETag per write (empty for deletes);
/// otherwise nothing was written, and <see cref="FailedIndex"/> names the first write whose condition did not hold.
/// </summary>
public sealed record CommitResult(IReadOnlyList<string> ETags, CommitConflict Conflict = CommitConflict.None, int FailedIndex = -1)
{
    public bool Committed => Conflict == CommitConflict.None;
}

/// <summary>The store could not be reached or is throttling; nothing is known of the call's effect. Retrying is safe where the call is idempotent.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException() { }

    public StoreUnavailableException(string message) : base(message) { }

    public StoreUnavailableException(string message, Exception inner) : base(message, inner) { }

    public TimeSpan? RetryAfter { get; init; }
}
