using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Storage;

public static class StorageServices
{
    /// <summary>What tables and blobs share. Needs <see cref="IRandomSource"/> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new StorageRetry(
            StorageRetryOptions.Default, provider.GetRequiredService<IRandomSource>(), provider.GetRequiredService<TimeProvider>()));
        return services.AddHostedService<StorageStart>();
    }
}
