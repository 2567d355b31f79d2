using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Azure.Keys;

/// <summary>
/// <see cref="IKeyVault"/> over Azure Key Vault, as an envelope of three layers: the vault's master key wraps one key a month, which wraps
/// each person's data key, which seals that person's data.
/// <para>
/// Why not each data key by the vault itself: a vault does 2,000 RSA-2048 operations in 10 s (hardware keys; learn.microsoft.com, "Key Vault
/// service limits"), while 1,333 registrations a second alone unwrap several keys each. So the vault is asked once an hour, month and process.
/// </para>
/// <para>
/// What that costs: whoever reads the memory of a running process gets the months' keys, and with a copy of the tables all data, where
/// otherwise they would have had to ask the vault for each person, which is slow and leaves a trail. Who read whose data is known from the
/// access log, not from the vault's. Disabling the master key stops running processes within an hour.
/// </para>
/// </summary>
/// <remarks>A wrapped key: format (1 byte, 1) ‖ id of the month's key (4, big endian) ‖ nonce (12) ‖ tag (16) ‖ data key.</remarks>
public sealed class AzureKeyVault : IKeyVault, IDisposable
{
    private const byte Format = 1;
    private const int HeaderSize = 5;
    private readonly FrozenDictionary<string, byte[]> secrets;
    private readonly KeyEncryptionKeys keys;
    private readonly SigningKeys signing;
    private readonly Sealer sealer;

    private AzureKeyVault(FrozenDictionary<string, byte[]> secrets, KeyEncryptionKeys keys, SigningKeys signing, Sealer sealer) =>
        (this.secrets, this.keys, this.signing, this.sealer) = (secrets, keys, signing, sealer);

    public string SigningKeyId => signing.KeyId;

    public string JsonWebKeySet => signing.JsonWebKeySet;

    /// <exception cref="InvalidOperationException">Secrets or keys are missing; the message names them.</exception>
    /// <exception cref="StoreUnavailableException">The vault cannot be reached.</exception>
    internal static async Task<AzureKeyVault> OpenAsync(
        VaultClients clients, ITableStore tables, IRandomSource random, TimeProvider clock, ILogger<AzureKeyVault> log)
    {
        var read = await VaultSecrets.ReadAsync(clients.Secrets);
        var rows = new KeyRows(tables, new MasterKey(clients.Keys, clients.Settings.MasterKey), random);
        var signer = await SigningKeys.OpenAsync(clients.Keys, clients.Settings.SigningKey, clock, log);
        return new AzureKeyVault(read, new KeyEncryptionKeys(rows, read[VaultSecrets.DataKeys], clock), signer, new Sealer(random));
    }

    public ReadOnlyMemory<byte> Secret(string purpose) => secrets.TryGetValue(purpose, out var secret)
        ? secret
        : throw new ArgumentException($"No secret is made for '{purpose}'; name it in {nameof(SecretPurposes)} and in infra.", nameof(purpose));

    public async ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellation = default)
    {
        var id = keys.CurrentId;
        var key = await keys.FindAsync(id, create: true) ?? throw new InvalidOperationException("A key that was just made is not there.");
        var sealedKey = sealer.Seal(key, dataKey.Span);
        var wrapped = new byte[HeaderSize + sealedKey.Length];
        wrapped[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(wrapped.AsSpan(1), id);
        sealedKey.CopyTo(wrapped, HeaderSize);
        return wrapped;
    }

    public async ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellation = default)
    {
        if (wrapped.Length < HeaderSize || wrapped.Span[0] != Format || BinaryPrimitives.ReadInt32BigEndian(wrapped.Span[1..]) is var id && id is < 0 or > 999_912)
        {
            throw NotOurs;
        }

        var key = await keys.FindAsync(id, create: false) ?? throw NotOurs;
        return Sealer.Open(key, wrapped.Span[HeaderSize..]);
    }

    public Task<byte[]> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation = default) => signing.SignAsync(digest, cancellation);

    public void Dispose() => signing.Dispose();

    private static CryptographicException NotOurs => new("These bytes were not wrapped by this vault.");
}
