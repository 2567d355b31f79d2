using Azure.Core;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prakerja.Azure.Storage;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Blobs;

public static class AzureBlobsServices
{
    public static IServiceCollection AddAzureBlobs(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new StorageSettings(configuration);
        services.TryAddSingleton(provider => settings.Emulator is { } emulator
            ? new BlobServiceClient(emulator, StorageSettings.Configure(new BlobClientOptions()))
            : new BlobServiceClient(settings.BlobService, provider.GetRequiredService<TokenCredential>(), StorageSettings.Configure(new BlobClientOptions())));
        services.AddSingleton(provider => new BlobReadLinks(
            provider.GetRequiredService<BlobServiceClient>(), provider.GetRequiredService<StorageRetry>(), provider.GetRequiredService<TimeProvider>(),
            configuration["Public:origin"] is { Length: > 0 } origin ? new Uri(origin) : null));
        services.AddSingleton(provider => new BlobLinkReader(provider.GetRequiredService<BlobServiceClient>(), provider.GetRequiredService<StorageRetry>()));
        services.AddSingleton<AzureBlobStore>();
        services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<AzureBlobStore>());
        return services;
    }
}
