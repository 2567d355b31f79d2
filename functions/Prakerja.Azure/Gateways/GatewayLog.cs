using Microsoft.Extensions.Logging;

namespace Prakerja.Azure.Gateways;

/// <summary>Names, paths and statuses only: bodies hold personal data.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(4200, LogLevel.Warning, "{Gateway} did not answer {Path}: {Failure}")]
    public static partial void NoAnswer(ILogger logger, string gateway, string path, string failure);

    [LoggerMessage(4201, LogLevel.Warning, "{Gateway} answered {Path} with {Status}")]
    public static partial void Refused(ILogger logger, string gateway, string path, int status);

    [LoggerMessage(4202, LogLevel.Error, "{Gateway} answered {Path} with what is not its contract")]
    public static partial void Unreadable(ILogger logger, string gateway, string path);

    [LoggerMessage(4203, LogLevel.Error, "The messenger will never take message {Message} ({Status}); it is dropped")]
    public static partial void MessageRefused(ILogger logger, string message, int status);
}
