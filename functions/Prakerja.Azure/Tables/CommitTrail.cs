namespace Prakerja.Azure.Tables;

/// <summary>
/// The last commits that wrote a row, newest first, kept in the row itself: eight random bytes each, so whoever lost a reply finds its
/// commit there though others have replaced the row since. Readers carry the trail within the port's opaque ETag.
/// </summary>
internal readonly record struct CommitTrail(ReadOnlyMemory<byte> Bytes)
{
    public const int IdSize = 8;
    private const int Length = 8 * IdSize;
    private const char Separator = '|';

    public bool Contains(ReadOnlyMemory<byte> commit)
    {
        for (var at = 0; at + IdSize <= Bytes.Length; at += IdSize)
        {
            if (Bytes.Span.Slice(at, IdSize).SequenceEqual(commit.Span))
            {
                return true;
            }
        }

        return false;
    }

    public bool EndsWith(ReadOnlyMemory<byte> commit) => Bytes.Span.StartsWith(commit.Span);

    public CommitTrail Add(ReadOnlyMemory<byte> commit) =>
        new((byte[])[.. commit.Span, .. Bytes.Span[..Math.Min(Bytes.Length, Length - IdSize)]]);

    /// <summary>The port's ETag of a row: Azure's, and the trail.</summary>
    public string Join(string etag) => $"{etag}{Separator}{Convert.ToBase64String(Bytes.Span)}";

    /// <summary>Takes the port's ETag apart; one that no row of ours has matches none.</summary>
    public static (string ETag, CommitTrail Trail) Split(string etag)
    {
        var at = etag.LastIndexOf(Separator);
        var bytes = new byte[Length];
        return at >= 0 && Convert.TryFromBase64String(etag[(at + 1)..], bytes, out var count) ? (etag[..at], new CommitTrail(bytes.AsMemory(0, count))) : (etag, default);
    }
}
