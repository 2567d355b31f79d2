using System.Text;
using Prakerja.Domain.Draw;

namespace Prakerja.Local.Commands;

/// <summary>Reads published files and checks each one's signature on the way.</summary>
internal sealed class SignedReader(IPublishedFiles files, JsonWebKeys? keys, VerifyReport report)
{
    /// <summary>Rules, commitment and record have a few dozen KiB; more is refused.</summary>
    private const int MaxDocument = 4 * 1024 * 1024;

    private const int MaxSignature = 4096;
    private const int MaxStamp = 64 * 1024;

    /// <summary>Feeds the whole file; false (and reported) if it is missing.</summary>
    public async Task<bool> ReadAsync(string name, Action<ReadOnlyMemory<byte>> take, CancellationToken cancellation)
    {
        await using var stream = await files.OpenAsync(name, cancellation);
        if (stream is null)
        {
            report.Fail(name, "is missing");
            return false;
        }

        var jws = await ReadSignatureAsync(name, cancellation);
        using var digest = jws?.StartDigest();
        await DrawFiles.FeedAsync(stream, chunk =>
        {
            digest?.Append(chunk.Span);
            take(chunk);
            return true;
        }, cancellation);
        if (jws is not null && keys is not null)
        {
            var problem = jws.Verify(keys, digest!);
            report.Check(problem is null, $"{name}: signed with key '{jws.KeyId}'", name, $"its signature {name}.jws {problem}");
        }

        return true;
    }

    /// <summary>A small file as a whole; null (and reported) if it is missing, too large or refused.</summary>
    public async Task<T?> ReadDocumentAsync<T>(string name, Func<byte[], DocumentRead<T>> parse, CancellationToken cancellation)
        where T : class
    {
        using var content = new MemoryStream();
        if (!await ReadAsync(name, chunk => Keep(content, chunk, MaxDocument), cancellation))
        {
            return null;
        }

        switch (parse(content.ToArray()))
        {
            case DocumentRead<T>.Accepted(var document):
                return document;
            case DocumentRead<T>.Refused(var reason):
                report.Fail(name, reason);
                return null;
            default:
                throw new InvalidOperationException("A document is accepted or refused.");
        }
    }

    /// <summary>A small file that carries its own signature; null if there is none. What is too large comes cut.</summary>
    public async Task<byte[]?> ReadBesideAsync(string name, CancellationToken cancellation)
    {
        await using var stream = await files.OpenAsync(name, cancellation);
        if (stream is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await DrawFiles.FeedAsync(stream, chunk =>
        {
            Keep(content, chunk, MaxStamp);
            return content.Length <= MaxStamp;
        }, cancellation);
        return content.ToArray();
    }

    // One byte over the limit is kept, so that what is too large is not read as if it were whole.
    private static void Keep(MemoryStream content, ReadOnlyMemory<byte> chunk, int limit) =>
        content.Write(chunk.Span[..(int)Math.Min(chunk.Length, limit + 1 - content.Length)]);

    private async Task<DetachedJws?> ReadSignatureAsync(string name, CancellationToken cancellation)
    {
        var jwsName = name + PublishedNames.SignatureSuffix;
        await using var stream = await files.OpenAsync(jwsName, cancellation);
        if (stream is null)
        {
            report.Fail(jwsName, $"is missing: nobody vouches for {name}");
            return null;
        }

        using var content = new MemoryStream();
        await DrawFiles.FeedAsync(stream, chunk =>
        {
            Keep(content, chunk, MaxSignature);
            return content.Length <= MaxSignature;
        }, cancellation);
        var read = DetachedJws.Parse(Encoding.Latin1.GetString(content.ToArray()));
        if (read is DocumentRead<DetachedJws>.Refused(var reason))
        {
            report.Fail(jwsName, reason);
        }

        return (read as DocumentRead<DetachedJws>.Accepted)?.Value;
    }
}
