using Microsoft.Extensions.Logging;
using Prakerja.Pipeline;

namespace Prakerja.Embedded;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Delivery {Delivery} of message {Message} in queue {Queue} failed")]
    public static partial void MessageFailed(ILogger logger, string queue, string message, int delivery, SafeException failure);

    [LoggerMessage(2, LogLevel.Error, "Queue {Queue} could not be worked on; trying again")]
    public static partial void QueueTrouble(ILogger logger, string queue, SafeException trouble);

    [LoggerMessage(20, LogLevel.Error, "Work of {Queue} in shard {Shard} failed; trying again")]
    public static partial void ShardFailed(ILogger logger, string queue, string shard, SafeException failure);

    [LoggerMessage(21, LogLevel.Error, "Timer {Timer} failed; its next due time tries again")]
    public static partial void TimerFailed(ILogger logger, string timer, SafeException failure);
}
