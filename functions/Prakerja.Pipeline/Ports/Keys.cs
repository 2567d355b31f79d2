namespace Prakerja.Pipeline.Ports;

/// <summary>Keys that never leave the vault, or leave it only wrapped.</summary>
public interface IKeyVault
{
    /// <summary>A stable 32-byte secret for one purpose (<see cref="Security.SecretPurposes"/>); fetched once at start.</summary>
    ReadOnlyMemory<byte> Secret(string purpose);

    /// <summary>Wraps a 32-byte data key with the master key.</summary>
    ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellation = default);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Not wrapped by this vault, or tampered with.</exception>
    ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellation = default);

    /// <summary>Key id of the ES256 key that signs receipts and published files; the same for as long as the process lives.</summary>
    string SigningKeyId { get; }

    /// <summary>ES256: signature over what has this SHA-256, r‖s, 64 bytes. What is signed may be larger than memory.</summary>
    Task<byte[]> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation = default);

    /// <summary>The public keys, as a JWK set.</summary>
    string JsonWebKeySet { get; }
}
