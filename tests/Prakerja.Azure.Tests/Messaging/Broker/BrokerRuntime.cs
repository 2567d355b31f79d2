using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transport;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>Makes the server's ends of connections and links.</summary>
internal sealed class BrokerRuntime(ulong largestTransfer, Func<AmqpLink, Task> attach) : IRuntimeProvider
{
    public AmqpConnection CreateConnection(
        TransportBase transport, ProtocolHeader protocolHeader, bool isInitiator, AmqpSettings amqpSettings, AmqpConnectionSettings connectionSettings) =>
        new(transport, protocolHeader, isInitiator, amqpSettings, connectionSettings);

    public AmqpSession CreateSession(AmqpConnection connection, AmqpSessionSettings settings) => new(connection, settings, this);

    public AmqpLink CreateLink(AmqpSession session, AmqpLinkSettings settings)
    {
        if (settings.Role != true)
        {
            return new SendingAmqpLink(session, settings);
        }

        (settings.MaxMessageSize, settings.TotalLinkCredit, settings.AutoSendFlow) = (largestTransfer, 1000, true);
        return new ReceivingAmqpLink(session, settings);
    }

    /// <summary>The other end is told that the link is open only when the broker listens to it.</summary>
    public IAsyncResult BeginOpenLink(AmqpLink link, TimeSpan timeout, AsyncCallback callback, object state) =>
        TaskToAsyncResult.Begin(attach(link), callback, state);

    public void EndOpenLink(IAsyncResult result) => TaskToAsyncResult.End(result);
}
