using Azure.Messaging.ServiceBus;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Messaging;

/// <summary>
/// A message that comes back later is a scheduled copy of itself. Its own id must be new, or duplicate detection would swallow it; the sender's id and
/// the deliveries so far travel as application properties.
/// </summary>
internal static class Redelivery
{
    private const string Id = "prakerja-id";
    private const string Deliveries = "prakerja-deliveries";

    public static ReceivedMessage Read(string queue, ServiceBusReceivedMessage message) =>
        new(queue, IdOf(message), message.Body, message.DeliveryCount + DeliveriesBefore(message), message.LockToken);

    public static string IdOf(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(Id, out var id) && id is string text ? text : message.MessageId;

    public static ServiceBusMessage Copy(ReceivedMessage message, DateTimeOffset due) => new(message.Body)
    {
        MessageId = $"retry-{message.LockToken}",
        ScheduledEnqueueTime = ServiceBusQueue.WholeMilliseconds(due),
        ApplicationProperties = { [Id] = message.Id, [Deliveries] = message.DeliveryCount },
    };

    private static int DeliveriesBefore(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(Deliveries, out var count) && count is int number ? number : 0;
}
