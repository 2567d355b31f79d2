using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;

namespace Prakerja.Azure.Keys;

/// <summary>A key as the vault wrapped it.</summary>
/// <param name="Version">Of the master key: the one that unwraps it.</param>
internal sealed record WrappedKey(string Version, byte[] Bytes);

/// <summary>The RSA key in the vault; its private half never leaves. RSA-OAEP with SHA-256.</summary>
internal sealed class MasterKey(KeyClient keys, string name)
{
    /// <summary>The newest version: the one to wrap with.</summary>
    public Task<string> CurrentVersionAsync() => VaultCall.RunAsync(async () => (await keys.GetKeyAsync(name)).Value.Properties.Version);

    public Task<WrappedKey> WrapAsync(byte[] key, string version) => VaultCall.RunAsync(async () =>
        new WrappedKey(version, (await Client(version).WrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, key)).EncryptedKey));

    public Task<byte[]> UnwrapAsync(WrappedKey wrapped) => VaultCall.RunAsync(async () =>
        (await Client(wrapped.Version).UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, wrapped.Bytes)).Key);

    private CryptographyClient Client(string version) => keys.GetCryptographyClient(name, version);
}
