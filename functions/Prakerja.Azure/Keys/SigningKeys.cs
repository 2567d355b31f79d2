using System.Security.Cryptography;
using Azure;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Azure.Keys;

/// <summary>
/// The ES256 key: signs in the vault. Every enabled version is published, so what an old one signed stays checkable. A new version is
/// published by all processes within an hour, and signs from the first process on that starts after that.
/// </summary>
internal sealed class SigningKeys : IDisposable
{
    public static readonly TimeSpan Published = TimeSpan.FromHours(1);
    private readonly KeyClient keys;
    private readonly string name;
    private readonly CryptographyClient signer;
    private readonly ILogger log;
    private readonly ITimer timer;
    private volatile string set;

    private SigningKeys(KeyClient keys, string name, Version[] versions, TimeProvider clock, ILogger log)
    {
        (this.keys, this.name, this.log) = (keys, name, log);
        var ripe = versions.Where(v => v.CreatedAt <= clock.GetUtcNow() - Published).DefaultIfEmpty(versions[0]);
        var current = ripe.MaxBy(v => v.CreatedAt)!;
        (KeyId, signer, set) = (current.Jwk.KeyId, keys.GetCryptographyClient(name, current.Id), SetOf(versions));
        timer = clock.CreateTimer(_ => _ = RefreshAsync(), null, Published, Published);
    }

    public string KeyId { get; }

    public string JsonWebKeySet => set;

    /// <exception cref="InvalidOperationException">The key has no enabled version.</exception>
    public static async Task<SigningKeys> OpenAsync(KeyClient keys, string name, TimeProvider clock, ILogger log)
    {
        var versions = await ReadAsync(keys, name);
        return versions.Length > 0
            ? new SigningKeys(keys, name, versions, clock, log)
            : throw new InvalidOperationException($"The key vault {keys.VaultUri} has no enabled version of the P-256 key {name}. The deployment makes it (infra/app/keyVault.bicep).");
    }

    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation)
    {
        var signed = await VaultCall.RunAsync(() => signer.SignAsync(SignatureAlgorithm.ES256, digest.ToArray(), cancellation)).WaitAsync(cancellation);
        return signed.Signature;
    }

    public void Dispose() => timer.Dispose();

    /// <summary>Oldest first; what cannot be read now leaves the set as it was.</summary>
    private async Task RefreshAsync()
    {
        try
        {
            set = await ReadAsync(keys, name) is { Length: > 0 } versions ? SetOf(versions) : set;
        }
        catch (Exception e) when (e is StoreUnavailableException or RequestFailedException)
        {
            KeyLog.NotRefreshed(log, e.GetType().Name);
        }
    }

    private static string SetOf(Version[] versions) => SigningJwk.Set(versions.Select(v => v.Jwk));

    private static async Task<Version[]> ReadAsync(KeyClient keys, string name)
    {
        var enabled = await VaultCall.RunAsync(() => EnabledAsync(keys, name));
        var read = await Task.WhenAll(enabled.Select(v => VaultCall.RunAsync(() => keys.GetKeyAsync(name, v.Version))));
        return [.. read.Select(r => VersionOf(r.Value)).OrderBy(v => v.CreatedAt).ThenBy(v => v.Id, StringComparer.Ordinal)];
    }

    private static async Task<List<KeyProperties>> EnabledAsync(KeyClient keys, string name)
    {
        var enabled = new List<KeyProperties>();
        await foreach (var version in keys.GetPropertiesOfKeyVersionsAsync(name))
        {
            if (version.Enabled != false)
            {
                enabled.Add(version);
            }
        }

        return enabled;
    }

    private static Version VersionOf(KeyVaultKey key) =>
        new(key.Properties.Version, key.Properties.CreatedOn ?? default, SigningJwk.Of(new ECPoint { X = key.Key.X, Y = key.Key.Y }));

    private sealed record Version(string Id, DateTimeOffset CreatedAt, SigningJwk Jwk);
}
