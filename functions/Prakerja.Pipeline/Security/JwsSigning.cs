using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Security;

/// <summary>Detached JWS (ES256) under the vault's signing key.</summary>
public static class JwsSigning
{
    /// <summary>Over bytes in memory.</summary>
    public static async Task<string> SignDetachedAsync(this IKeyVault vault, ReadOnlyMemory<byte> content)
    {
        using var digest = DetachedJws.StartDigest(vault.SigningKeyId);
        digest.Append(content.Span);
        return await vault.CompleteAsync(digest);
    }

    /// <summary>Over all of a stream, piece by piece, however large.</summary>
    public static async Task<string> SignDetachedAsync(this IKeyVault vault, Stream content)
    {
        using var digest = DetachedJws.StartDigest(vault.SigningKeyId);
        await foreach (var piece in Batches.PartsStream.PiecesOf(content))
        {
            digest.Append(piece.Span);
        }

        return await vault.CompleteAsync(digest);
    }

    private static async Task<string> CompleteAsync(this IKeyVault vault, JwsDigest digest) =>
        DetachedJws.Complete(vault.SigningKeyId, await vault.SignDigestAsync(digest.Complete()));
}
