using Microsoft.Extensions.Logging;
using Prakerja.Pipeline;

namespace Prakerja.Engine;

/// <summary>Everything the engine says; ids and type names only.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Engine started; {Waiting} instances wait, {Replayed} are taken up again")]
    public static partial void EngineStarted(this ILogger logger, int waiting, int replayed);

    [LoggerMessage(2, LogLevel.Information, "Engine stopped")]
    public static partial void EngineStopped(this ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "Instance {Instance} of {Workflow} version {Version} failed")]
    public static partial void InstanceFailed(this ILogger logger, string instance, string workflow, int version);

    [LoggerMessage(4, LogLevel.Error, "Instance {Instance} is not deterministic: {Error}")]
    public static partial void NotDeterministic(this ILogger logger, string instance, string error);

    [LoggerMessage(5, LogLevel.Error, "Instance {Instance} is suspended: this build has no version {Version} of {Workflow}")]
    public static partial void Suspended(this ILogger logger, string instance, string workflow, int version);

    [LoggerMessage(6, LogLevel.Warning, "Instance {Instance}: attempt {Attempt} of {Activity} failed with {Exception}")]
    public static partial void AttemptFailed(this ILogger logger, string instance, string activity, int attempt, string exception);

    [LoggerMessage(7, LogLevel.Error, "Instance {Instance} is put down for a while: its journal could not be written or read")]
    public static partial void JournalFailed(this ILogger logger, SafeException exception, string instance);
}
