using Azure.Core;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Messaging;

/// <summary>The queue ports over Service Bus; the head registers the clock.</summary>
public static class MessagingServices
{
    private static readonly TimeSpan ReceiveWait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// <c>ServiceBus__fullyQualifiedNamespace</c> with the registered <see cref="TokenCredential"/>; <c>ServiceBus</c>, a connection string, for
    /// an emulator only: one that is not of an emulator is refused.
    /// </summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(provider => Connect(configuration, provider));
        services.TryAddSingleton<ServiceBusLinks>();
        services.TryAddSingleton<IMessageQueue, ServiceBusQueue>();
        services.TryAddSingleton<IMessageReceiver>(provider => new ServiceBusPeekLock(
            provider.GetRequiredService<ServiceBusLinks>(), provider.GetRequiredService<TimeProvider>(), ReceiveWait));
        services.TryAddSingleton<IShardSignals, ServiceBusShardSignals>();
        return services;
    }

    /// <summary>
    /// Patient: a throttled or cut off send is repeated for about a minute, by the message's id without harm. Beyond that the caller's own
    /// repetition (a trigger's lock, the sweep) takes over.
    /// </summary>
    private static ServiceBusClientOptions Options() => new()
    {
        RetryOptions = new ServiceBusRetryOptions
        {
            Mode = ServiceBusRetryMode.Exponential,
            MaxRetries = 5,
            Delay = TimeSpan.FromSeconds(0.8),
            MaxDelay = TimeSpan.FromSeconds(15),
            TryTimeout = TimeSpan.FromSeconds(20),
        },
    };

    private static ServiceBusClient Connect(IConfiguration configuration, IServiceProvider provider)
    {
        if (configuration["ServiceBus:fullyQualifiedNamespace"] is { Length: > 0 } name)
        {
            return new ServiceBusClient(name, provider.GetRequiredService<TokenCredential>(), Options());
        }

        var text = configuration["ServiceBus"] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException("Missing setting: ServiceBus__fullyQualifiedNamespace.");
        return text.Contains("UseDevelopmentEmulator=true", StringComparison.OrdinalIgnoreCase)
            ? new ServiceBusClient(text, Options())
            : throw new InvalidOperationException("The setting ServiceBus holds a connection string with a shared key: use ServiceBus__fullyQualifiedNamespace.");
    }
}
