using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prakerja.Azure.Blobs;
using Prakerja.Azure.Gateways;
using Prakerja.Azure.Identity;
using Prakerja.Azure.Keys;
using Prakerja.Azure.Messaging;
using Prakerja.Azure.Partners;
using Prakerja.Azure.Storage;
using Prakerja.Azure.Tables;

namespace Prakerja.Azure;

/// <summary>Every port of the pipeline over Azure. Each area registers its own part, by an extension in its own folder.</summary>
public static class AzureServices
{
    /// <summary>
    /// Identity everywhere: <c>DefaultAzureCredential</c>, with the user-assigned identity that <c>AZURE_CLIENT_ID</c> names. A connection
    /// string (<c>Storage</c>, <c>ServiceBus</c>) takes its place for a local emulator only. The head registers the clock and the source of randomness.
    /// </summary>
    public static IServiceCollection AddPrakerjaAzure(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        return services
            .AddAzureStorage().AddAzureTables(configuration).AddAzureBlobs(configuration).AddMessaging(configuration)
            .AddAzureKeyVault(configuration)
            .AddEntraOperators(configuration)
            .AddGateways(configuration)
            .AddPartnerDirectory();
    }
}
