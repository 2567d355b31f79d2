using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Prakerja.Azure.Storage;

namespace Prakerja.Azure.Keys;

/// <summary><c>KeyVault__localKeys</c>: a folder with the keys of a developer, whose data are in the storage emulator. Made at the first start.</summary>
internal static class LocalKeys
{
    /// <summary>Null: the setting is not there, the vault is used.</summary>
    /// <exception cref="InvalidOperationException">It is there, but this is no development on emulators: keys in a folder would guard data of people.</exception>
    public static string? FolderOf(IConfiguration configuration, IHostEnvironment? environment)
    {
        if (configuration["KeyVault:localKeys"] is not { Length: > 0 } folder)
        {
            return null;
        }

        var vault = configuration["KeyVault:vaultUri"];
        return environment?.IsDevelopment() == true && new StorageSettings(configuration).Emulator is not null && string.IsNullOrEmpty(vault)
            ? folder
            : throw new InvalidOperationException(
                "KeyVault__localKeys is for development on the storage emulator, without KeyVault__vaultUri. A deployment has a key vault: set KeyVault__vaultUri alone.");
    }
}
