using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transaction;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>Transactions: what is done under one waits for its discharge. One ends, rolled back, with the connection that declared it.</summary>
internal sealed class TransactionNode(BusBroker broker)
{
    private readonly Dictionary<int, List<Action>> open = [];
    private int last;

    public static Rejected Unknown => new() { Error = new Error { Condition = AmqpErrorCode.TransactionRollback, Description = "no such transaction" } };

    public void Attach(ReceivingAmqpLink link) => link.RegisterMessageListener(message => broker.Loop.Post(() =>
    {
        var fault = message.ValueBody.Value is Discharge ? broker.Faults.Next(Step.Discharge) : Fault.None;
        Strike.Run(link, fault, () => Decide(link, message.ValueBody.Value), outcome => link.DisposeMessage(message, outcome, true, false));
    }));

    /// <summary>Now, or with the transaction. False: there is no such transaction.</summary>
    public bool Do(ArraySegment<byte> transaction, Action work)
    {
        if (transaction.Array is null)
        {
            work();
            return true;
        }

        if (!open.TryGetValue(Number(transaction), out var steps))
        {
            return false;
        }

        steps.Add(work);
        return true;
    }

    private Outcome Decide(ReceivingAmqpLink link, object command)
    {
        if (command is Declare)
        {
            return Declare(link);
        }

        var discharge = (Discharge)command;
        if (!open.Remove(Number(discharge.TxnId), out var steps))
        {
            return Unknown;
        }

        if (discharge.Fail != true)
        {
            steps.ForEach(step => step());
        }

        return new Accepted();
    }

    private Declared Declare(ReceivingAmqpLink link)
    {
        var number = ++last;
        open[number] = [];
        link.SafeAddClosed((_, _) => broker.Loop.Post(() => open.Remove(number)));
        return new Declared { TxnId = new ArraySegment<byte>(BitConverter.GetBytes(number)) };
    }

    /// <summary>The SDK also discharges, with no id, what it could not declare.</summary>
    private static int Number(ArraySegment<byte> transaction) => transaction.Count == sizeof(int) ? BitConverter.ToInt32(transaction) : 0;
}
