using Prakerja.Domain.Draw;

namespace Prakerja.Local.Commands;

/// <summary>The operator's public keys: from a file of the verifier's own, otherwise from beside the draw.</summary>
internal static class VerifyKeys
{
    /// <summary>Null (and reported) if there are none to be read.</summary>
    public static async Task<JsonWebKeys?> ReadAsync(IPublishedFiles files, FileInfo? own, VerifyReport report, CancellationToken cancellation)
    {
        await using var stream = own is null ? await files.OpenAsync(PublishedNames.Keys, cancellation) : own.OpenRead();
        if (stream is null)
        {
            report.Fail(PublishedNames.Keys, "is missing: no signature could be checked");
            return null;
        }

        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellation);
        if (own is null)
        {
            report.CouldNotCheck("that jwks.json is the operator's: it came from the same place as the files (give your own with --keys)");
        }

        var read = JsonWebKeys.Parse(content.ToArray());
        if (read is DocumentRead<JsonWebKeys>.Refused(var reason))
        {
            report.Fail(own?.Name ?? PublishedNames.Keys, reason);
        }

        return (read as DocumentRead<JsonWebKeys>.Accepted)?.Value;
    }
}
