using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>Messages as AMQP sections, with the annotations of Service Bus.</summary>
internal static class Wire
{
    private const string Scheduled = "x-opt-scheduled-enqueue-time";

    /// <summary>The messages of one transfer: a batch is a message whose data sections are messages.</summary>
    public static List<StoredMessage> Read(AmqpMessage transfer) => transfer.MessageFormat == AmqpConstants.AmqpBatchedMessageFormat
        ? [.. transfer.DataBody.Select(data => ReadOne(Decode(Segment(data))))]
        : [ReadOne(transfer)];

    public static AmqpMessage Write(StoredMessage stored)
    {
        var message = AmqpMessage.Create(new Data { Value = new ArraySegment<byte>(stored.Body) });
        message.Header.DeliveryCount = (uint)stored.Failed;
        message.Properties.MessageId = stored.Id;
        foreach (var (name, value) in stored.Properties)
        {
            message.ApplicationProperties.Map[name] = value;
        }

        message.MessageAnnotations.Map["x-opt-sequence-number"] = stored.Sequence;
        message.MessageAnnotations.Map["x-opt-enqueued-time"] = stored.Enqueued.UtcDateTime;
        message.MessageAnnotations.Map["x-opt-locked-until"] = stored.LockedUntil.UtcDateTime;
        return message;
    }

    public static ArraySegment<byte> Encode(AmqpMessage message)
    {
        using var stream = message.ToStream();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new ArraySegment<byte>(copy.ToArray());
    }

    private static AmqpMessage Decode(ArraySegment<byte> bytes) => AmqpMessage.CreateAmqpStreamMessage(new BufferListStream([bytes]), true);

    private static StoredMessage ReadOne(AmqpMessage message)
    {
        var body = message.DataBody.SelectMany(data => Segment(data)).ToArray();
        var properties = message.ApplicationProperties?.Map.ToDictionary(pair => pair.Key.ToString()!, pair => pair.Value, StringComparer.Ordinal);
        var time = default(DateTime);
        var later = message.MessageAnnotations?.Map.TryGetValue(Scheduled, out time) == true;
        return new StoredMessage(message.Properties.MessageId.ToString()!, body, properties ?? [], later ? new DateTimeOffset(time, TimeSpan.Zero) : null);
    }

    private static ArraySegment<byte> Segment(Data data) => data.Value is byte[] array ? new ArraySegment<byte>(array) : (ArraySegment<byte>)data.Value;
}
