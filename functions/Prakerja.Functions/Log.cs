using Microsoft.Extensions.Logging;
using Prakerja.Pipeline;

namespace Prakerja.Functions;

/// <summary>Every log line of the head: names and random ids only.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed")]
    public static partial void FunctionFailed(ILogger log, string function, SafeException e);

    [LoggerMessage(2, LogLevel.Warning, "Message {Message} of queue {Queue} failed at delivery {Delivery}; it comes back when its lock runs out")]
    public static partial void MessageFailed(ILogger log, string queue, string message, int delivery, SafeException e);

    [LoggerMessage(3, LogLevel.Error, "Message {Message} of queue {Queue} can never succeed ({Reason}) and was set aside")]
    public static partial void MessageRefused(ILogger log, string queue, string message, string reason);
}
