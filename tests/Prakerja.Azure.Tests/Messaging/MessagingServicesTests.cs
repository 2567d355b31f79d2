using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Prakerja.Azure.Messaging;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Messaging;

public sealed class MessagingServicesTests
{
    [Fact]
    public async Task AddMessaging_WithNamespace_ConnectsByIdentity()
    {
        await using var provider = Provider(("ServiceBus:fullyQualifiedNamespace", "prakerja.servicebus.windows.net"));

        Assert.Equal("prakerja.servicebus.windows.net", provider.GetRequiredService<ServiceBusClient>().FullyQualifiedNamespace);
        Assert.IsType<ServiceBusQueue>(provider.GetRequiredService<IMessageQueue>());
        Assert.IsType<ServiceBusPeekLock>(provider.GetRequiredService<IMessageReceiver>());
        Assert.IsType<ServiceBusShardSignals>(provider.GetRequiredService<IShardSignals>());
    }

    [Fact]
    public async Task AddMessaging_WithEmulator_TakesItsConnectionString()
    {
        await using var provider = Provider(("ServiceBus", "Endpoint=sb://localhost;SharedAccessKeyName=n;SharedAccessKey=a2V5;UseDevelopmentEmulator=true"));

        Assert.Equal("localhost", provider.GetRequiredService<ServiceBusClient>().FullyQualifiedNamespace);
    }

    [Theory]
    [InlineData("ServiceBus", "Endpoint=sb://prakerja.servicebus.windows.net;SharedAccessKeyName=n;SharedAccessKey=a2V5")]
    [InlineData("Other", "value")]
    public async Task AddMessaging_WithSharedKeyOrNothing_IsRefused(string name, string value)
    {
        await using var provider = Provider((name, value));

        var refusal = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<ServiceBusClient>);
        Assert.Contains("ServiceBus__fullyQualifiedNamespace", refusal.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Provider(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();
        return new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<TokenCredential>(new DefaultAzureCredential())
            .AddMessaging(configuration).BuildServiceProvider();
    }
}
