using Microsoft.Extensions.Logging;

namespace Prakerja.Azure.Keys;

internal static partial class KeyLog
{
    [LoggerMessage(4100, LogLevel.Warning, "The published signing keys could not be read again ({Failure}); the last ones stay published")]
    public static partial void NotRefreshed(ILogger logger, string failure);
}
