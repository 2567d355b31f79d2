using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>A queue's links: senders put into its state, receivers are pushed what is due as far as their credit goes.</summary>
internal sealed class QueueNode(BusBroker broker, TransactionNode transactions)
{
    private readonly List<Outlet> outlets = [];

    public QueueState State { get; } = new(broker.Clock);

    public void Attach(AmqpLink link)
    {
        if (link is ReceivingAmqpLink inlet)
        {
            inlet.RegisterMessageListener(transfer => broker.Loop.Post(() => Receive(inlet, transfer)));
        }
        else
        {
            Attach(new Outlet((SendingAmqpLink)link));
        }
    }

    public void Deliver()
    {
        foreach (var outlet in outlets.Where(outlet => !outlet.Link.IsClosing()))
        {
            while (outlet.Credit > 0 && State.Take() is { } message)
            {
                outlet.Send(message);
            }
        }
    }

    private void Attach(Outlet outlet)
    {
        outlets.Add(outlet);
        outlet.Link.SafeAddClosed((_, _) => broker.Loop.Post(() => outlets.Remove(outlet)));
        outlet.Link.RegisterDispositionListener(delivery => Settling(outlet.Link, delivery));
        outlet.Link.RegisterCreditListener((more, drain, _) => broker.Loop.Post(() =>
        {
            outlet.Credit = drain ? 0 : outlet.Credit + (int)more;
            Deliver();
        }));
    }

    private void Receive(ReceivingAmqpLink inlet, AmqpMessage transfer)
    {
        Strike.Run(inlet, broker.Faults.Next(Step.Send), () =>
        {
            var messages = Wire.Read(transfer);
            var known = transactions.Do(transfer.TxnId, () =>
            {
                messages.ForEach(State.Accept);
                Deliver();
            });
            return known ? new Accepted() : TransactionNode.Unknown;
        }, outcome => inlet.DisposeMessage(transfer, outcome, true, false));
    }

    private void Settling(SendingAmqpLink link, Delivery delivery)
    {
        var (tag, state, settled) = (delivery.DeliveryTag, delivery.State, delivery.Settled);
        broker.Loop.Post(() => Strike.Run(link, broker.Faults.Next(Step.Settle), () => Settle(tag, state), outcome =>
        {
            if (!settled)
            {
                link.DisposeDelivery(tag, true, outcome, false);
            }
        }));
    }

    private Outcome Settle(ArraySegment<byte> tag, DeliveryState state)
    {
        Settlement settlement = state switch
        {
            Accepted => new Settlement.Complete(),
            Rejected rejected => new Settlement.DeadLetter(Reason(rejected)),
            Released => new Settlement.Release(),
            _ => new Settlement.Abandon(),
        };
        var done = State.Settle(new Guid(tag), settlement);
        Deliver();
        return done ? (Outcome)state : new Rejected { Error = new Error { Condition = "com.microsoft:message-lock-lost", Description = "lock lost" } };
    }

    private static string? Reason(Rejected rejected) =>
        rejected.Error?.Info is { } info && info.TryGetValue<string>(StoredMessage.DeadLetterReason, out var reason) ? reason : null;
}
