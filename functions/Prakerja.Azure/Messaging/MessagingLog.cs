using Microsoft.Extensions.Logging;

namespace Prakerja.Azure.Messaging;

internal static partial class MessagingLog
{
    [LoggerMessage(4300, LogLevel.Warning, "The signal for shard {Shard} of queue {Queue} is still being sent; nobody waits for it any longer")]
    public static partial void SignalSlow(ILogger logger, string queue, string shard);

    [LoggerMessage(4301, LogLevel.Warning, "The signal for shard {Shard} of queue {Queue} was lost ({Failure}); the sweep gives it again")]
    public static partial void SignalLost(ILogger logger, string queue, string shard, string failure);
}
