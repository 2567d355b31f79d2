using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Prakerja.Azure.Messaging;

/// <summary>One sender and one receiver a queue for the life of the process: their AMQP links are opened once and shared by all callers.</summary>
public sealed class ServiceBusLinks(ServiceBusClient client)
{
    private static readonly ServiceBusReceiverOptions DeadLetterQueue = new() { SubQueue = SubQueue.DeadLetter };
    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ServiceBusReceiver> receivers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ServiceBusReceiver> deadLetters = new(StringComparer.Ordinal);

    public ServiceBusSender Sender(string queue) => senders.GetOrAdd(queue, client.CreateSender);

    public ServiceBusReceiver Receiver(string queue) => receivers.GetOrAdd(queue, client.CreateReceiver);

    public ServiceBusReceiver DeadLetters(string queue) => deadLetters.GetOrAdd(queue, name => client.CreateReceiver(name, DeadLetterQueue));
}
