using Microsoft.Extensions.Logging;

namespace Prakerja.Embedded;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Delivery {Delivery} of message {Message} in queue {Queue} failed")]
    public static partial void MessageFailed(ILogger logger, string queue, string message, int delivery, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "Queue {Queue} could not be worked on; trying again")]
    public static partial void QueueTrouble(ILogger logger, string queue, Exception trouble);
}
