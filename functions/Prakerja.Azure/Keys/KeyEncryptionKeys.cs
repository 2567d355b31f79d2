using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Keys;

/// <summary>
/// The keys that wrap people's data keys, in use: one a month, unwrapped by the vault once an hour and process, kept in memory. What is
/// used is derived from the unwrapped key and a secret of the vault, so that whoever can write to the table, and wrap with the public
/// half of the master key, cannot plant a key they know.
/// </summary>
internal sealed class KeyEncryptionKeys(KeyRows rows, ReadOnlyMemory<byte> secret, TimeProvider clock)
{
    /// <summary>Disabling the master key locks a running process out after this.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>A vault that cannot be reached (not one that refuses) is bridged for so long.</summary>
    public static readonly TimeSpan Usable = TimeSpan.FromHours(24);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<int, Kept> kept = new();
    private readonly ConcurrentDictionary<(int Id, bool Create), Lazy<Task<byte[]?>>> loading = new();

    /// <summary>The month's, as year × 100 + month (UTC).</summary>
    public int CurrentId
    {
        get
        {
            var now = clock.GetUtcNow();
            return (now.Year * 100) + now.Month;
        }
    }

    /// <summary>Null if there is none and none is to be made.</summary>
    public ValueTask<byte[]?> FindAsync(int id, bool create) =>
        kept.TryGetValue(id, out var known) && clock.GetUtcNow() < known.FreshUntil ? new(known.Key) : new(LoadOnceAsync(id, create));

    /// <summary>However many ask at the same moment, the vault is asked once.</summary>
    private async Task<byte[]?> LoadOnceAsync(int id, bool create)
    {
        var load = loading.GetOrAdd((id, create), _ => new Lazy<Task<byte[]?>>(() => LoadAsync(id, create)));
        try
        {
            return await load.Value;
        }
        finally
        {
            loading.TryRemove(new((id, create), load));
        }
    }

    private async Task<byte[]?> LoadAsync(int id, bool create)
    {
        try
        {
            if (await rows.ReadAsync(id, create) is not { } key)
            {
                return null;
            }

            var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, secret.ToArray(), Encoding.ASCII.GetBytes($"data-keys {id}"));
            var now = clock.GetUtcNow();
            kept[id] = new Kept(derived, now + Fresh, now + Usable);
            return derived;
        }
        catch (StoreUnavailableException) when (kept.TryGetValue(id, out var known) && clock.GetUtcNow() < known.UsableUntil)
        {
            kept[id] = known with { FreshUntil = clock.GetUtcNow() + AskAgain };
            return known.Key;
        }
    }

    private sealed record Kept(byte[] Key, DateTimeOffset FreshUntil, DateTimeOffset UsableUntil);
}
