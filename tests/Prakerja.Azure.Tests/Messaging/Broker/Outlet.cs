using Microsoft.Azure.Amqp;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>A link to a receiver and the credit it has given and we have not used.</summary>
internal sealed class Outlet(SendingAmqpLink link)
{
    public SendingAmqpLink Link => link;

    public int Credit { get; set; }

    public void Send(StoredMessage message)
    {
        Credit--;
        link.SendMessageNoWait(Wire.Write(message), new ArraySegment<byte>(message.Lock.ToByteArray()), AmqpConstants.NullBinary);
    }
}
