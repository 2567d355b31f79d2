using Azure.Messaging.ServiceBus;
using Prakerja.Azure.Messaging;
using Prakerja.Azure.Tests.Messaging.Broker;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Messaging;

/// <summary>The adapters as a host has them, on a connection of their own to the broker; quick to repeat.</summary>
internal sealed class BusQueues : IAsyncDisposable
{
    private static readonly TimeSpan EmptyAfter = TimeSpan.FromMilliseconds(250);
    private readonly ServiceBusClient client;

    public BusQueues(BusBroker broker, int retries = 20)
    {
        client = new ServiceBusClient(broker.ConnectionString, new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions
            {
                MaxRetries = retries,
                Delay = TimeSpan.FromMilliseconds(5),
                MaxDelay = TimeSpan.FromMilliseconds(20),
                TryTimeout = TimeSpan.FromSeconds(5),
            },
        });
        Links = new ServiceBusLinks(client);
        Sender = new ServiceBusQueue(Links);
        Receiver = new ServiceBusPeekLock(Links, broker.Clock, EmptyAfter);
    }

    public ServiceBusLinks Links { get; }

    public ServiceBusQueue Sender { get; }

    public ServiceBusPeekLock Receiver { get; }

    /// <summary>Completes: false if the lock was lost, or nobody knows. Then the message comes again, which a handler must bear anyway.</summary>
    public async Task<bool> CompleteAsync(ReceivedMessage message)
    {
        try
        {
            return (await Receiver.CompleteAsync([message]))[0];
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return false;
        }
    }

    public static bool IsTrouble(Exception e) => e is ServiceBusException or OperationCanceledException or TimeoutException;

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
