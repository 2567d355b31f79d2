using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>Does a request and answers it, unless the fault says otherwise.</summary>
internal static class Strike
{
    public static void Run(AmqpLink link, Fault fault, Func<Outcome> work, Action<Outcome> answer)
    {
        switch (fault)
        {
            case Fault.Busy:
                Reply(link, new Rejected { Error = new Error { Condition = "com.microsoft:server-busy", Description = "busy" } }, answer);
                break;
            case Fault.Detach:
                link.SafeClose(new AmqpException(new Error { Condition = AmqpErrorCode.InternalError, Description = "detached by the test" }));
                break;
            case Fault.CutBefore:
                link.Session.Connection.Abort();
                break;
            case Fault.CutAfter:
                work();
                link.Session.Connection.Abort();
                break;
            default:
                Reply(link, work(), answer);
                break;
        }
    }

    /// <summary>Whoever hung up meanwhile gets no answer.</summary>
    private static void Reply(AmqpLink link, Outcome outcome, Action<Outcome> answer)
    {
        try
        {
            answer(outcome);
        }
        catch (AmqpException) when (link.IsClosing())
        {
        }
    }
}
