using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prakerja.Azure.Storage;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tables;

public static class AzureTablesServices
{
    public static IServiceCollection AddAzureTables(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new StorageSettings(configuration);
        services.TryAddSingleton(provider => settings.Emulator is { } emulator
            ? new TableServiceClient(emulator, StorageSettings.Configure(new TableClientOptions()))
            : new TableServiceClient(settings.TableService, provider.GetRequiredService<TokenCredential>(), StorageSettings.Configure(new TableClientOptions())));
        services.AddSingleton(provider => new AzureTableStore(
            provider.GetRequiredService<TableServiceClient>(), provider.GetRequiredService<StorageRetry>(), provider.GetRequiredService<IRandomSource>(), settings.TablePrefix));
        services.AddSingleton<ITableStore>(provider => provider.GetRequiredService<AzureTableStore>());
        return services;
    }
}
