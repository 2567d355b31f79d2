namespace Prakerja.Pipeline.Ports;

/// <summary>
/// Immutable-by-convention byte objects in named containers (3-63 lower-case letters, digits, hyphens); names 1-1024 characters,
/// segments separated by <c>/</c>, none of them empty, <c>.</c> or <c>..</c>. Private; read by others only through expiring links.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores the whole stream, durable and visible at once when the task completes (never half of it). False if <paramref name="overwrite"/> is false and the blob is there.</summary>
    Task<bool> PutAsync(string container, string name, Stream content, string contentType, bool overwrite, CancellationToken cancellation = default);

    /// <summary>A stream of the blob, or of <paramref name="length"/> bytes from <paramref name="offset"/> (fewer at its end); null if there is none.</summary>
    Task<Stream?> OpenAsync(string container, string name, long offset = 0, long? length = null, CancellationToken cancellation = default);

    /// <summary>Type and length, or null if there is none.</summary>
    Task<BlobInfo?> GetInfoAsync(string container, string name, CancellationToken cancellation = default);

    /// <summary>True if there was one.</summary>
    Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation = default);

    /// <summary>A URL that reads this one blob until <paramref name="expires"/>, and nothing else.</summary>
    Task<Uri> CreateReadLinkAsync(string container, string name, DateTimeOffset expires, CancellationToken cancellation = default);
}

public sealed record BlobInfo(string ContentType, long Length);
