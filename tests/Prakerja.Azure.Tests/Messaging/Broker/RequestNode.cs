using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>A request-response service: requests name the link that their answer goes to.</summary>
internal abstract class RequestNode(BusBroker broker)
{
    private readonly Dictionary<string, SendingAmqpLink> replies = new(StringComparer.Ordinal);

    public void Attach(AmqpLink link)
    {
        if (link is ReceivingAmqpLink requests)
        {
            requests.RegisterMessageListener(message => broker.Loop.Post(() => Answer(requests, message)));
            return;
        }

        var target = ((Target)link.Settings.Target).Address.ToString()!;
        replies[target] = (SendingAmqpLink)link;
        link.SafeAddClosed((_, _) => broker.Loop.Post(() => replies.Remove(target)));
    }

    protected BusBroker Broker => broker;

    protected virtual Fault NextFault() => Fault.None;

    protected abstract AmqpMessage Answer(AmqpMessage request);

    private void Answer(ReceivingAmqpLink requests, AmqpMessage request)
    {
        AmqpMessage? answer = null;
        Strike.Run(requests, NextFault(), () =>
        {
            answer = Answer(request);
            return new Accepted();
        }, _ =>
        {
            requests.DisposeMessage(request, new Accepted(), true, false);
            if (answer is not null && replies.TryGetValue(request.Properties.ReplyTo.ToString()!, out var reply))
            {
                answer.Properties.CorrelationId = request.Properties.MessageId;
                reply.SendMessageNoWait(answer, new ArraySegment<byte>(Guid.NewGuid().ToByteArray()), AmqpConstants.NullBinary);
            }
        });
    }
}

/// <summary>Takes any token: who may do what is the cloud's business.</summary>
internal sealed class CbsNode(BusBroker broker) : RequestNode(broker)
{
    protected override AmqpMessage Answer(AmqpMessage request)
    {
        var answer = AmqpMessage.Create(new AmqpValue { Value = "" });
        answer.ApplicationProperties.Map["status-code"] = 200;
        answer.ApplicationProperties.Map["status-description"] = "OK";
        return answer;
    }
}
