using Azure.Core;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Secrets;

namespace Prakerja.Azure.Keys;

/// <summary>The SDK's clients of one vault. Their own retries honour <c>Retry-After</c> of 429 and 503; every call we make is safe to repeat.</summary>
internal sealed class VaultClients(KeyVaultSettings settings, TokenCredential credential, Action<ClientOptions>? configure = null)
{
    public KeyVaultSettings Settings => settings;

    public KeyClient Keys { get; } = new(settings.VaultUri, credential, Options(new KeyClientOptions(), configure));

    public SecretClient Secrets { get; } = new(settings.VaultUri, credential, Options(new SecretClientOptions(), configure));

    private static T Options<T>(T options, Action<ClientOptions>? configure)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 6;
        options.Retry.Delay = TimeSpan.FromMilliseconds(250);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(5);
        configure?.Invoke(options);
        return options;
    }
}
