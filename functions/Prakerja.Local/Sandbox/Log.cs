namespace Prakerja.Local.Sandbox;

/// <summary>Log messages of the sandbox, event ids 7000-7099.</summary>
internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Warning, "Webhook {Id} of {Partner} was refused with {Status}: {Answer}")]
    public static partial void WebhookRefused(ILogger logger, string id, string partner, int status, string answer);

    [LoggerMessage(7001, LogLevel.Warning, "Webhook {Id} of {Partner} was given up after {Attempts} attempts, the last answered with {Status}")]
    public static partial void WebhookGivenUp(ILogger logger, string id, string partner, int attempts, int status);

    [LoggerMessage(7002, LogLevel.Error, "Work {Kind} of the sandbox failed and will be tried again")]
    public static partial void JobFailed(ILogger logger, string kind, Prakerja.Pipeline.SafeException exception);
}
