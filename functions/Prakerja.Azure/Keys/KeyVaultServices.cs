using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Azure.Keys;

public static class KeyVaultServices
{
    /// <summary>
    /// Secrets and keys are read when the vault is first resolved, which the head does before it starts: a start without them fails and says why.
    /// There is no emulator of Key Vault: against the other emulators <c>KeyVault__localKeys</c> names a folder in its place.
    /// </summary>
    public static IServiceCollection AddAzureKeyVault(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new VaultClients(KeyVaultSettings.Read(configuration), provider.GetRequiredService<TokenCredential>()));
        return services.AddSingleton<IKeyVault>(provider => LocalKeys.FolderOf(configuration, provider.GetService<IHostEnvironment>()) is { } folder
            ? FolderKeyVault.Open(folder, provider.GetRequiredService<IRandomSource>())
            : Open(provider));
    }

    private static AzureKeyVault Open(IServiceProvider provider) => AzureKeyVault.OpenAsync(
        provider.GetRequiredService<VaultClients>(), provider.GetRequiredService<ITableStore>(), provider.GetRequiredService<IRandomSource>(),
        provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AzureKeyVault>>()).GetAwaiter().GetResult();
}
