using System.Diagnostics;
using Prakerja.Engine.Instances;
using Prakerja.Pipeline;

namespace Prakerja.Engine.Activities;

/// <summary>One attempt of one activity call.</summary>
internal sealed class ActivityJob(EngineCore core, string instanceId, long run, CallCommand command) : IThreadPoolWorkItem
{
    private readonly int attempt = command.FailedAttempts + 1;

    public void Execute() => _ = RunAsync();

    /// <summary>Anything that an activity throws is its failure; its type is kept, never its message, which may quote personal data.</summary>
    private async Task RunAsync()
    {
        var started = core.Clock.GetTimestamp();
        using var span = Telemetry.Source.StartActivity(command.Name);
        span?.SetTag("instance", instanceId).SetTag("attempt", attempt);
        OutcomeItem? outcome;
        try
        {
            outcome = await AttemptAsync();
        }
        catch (OperationCanceledException) when (core.Activities.Abandoned.IsCancellationRequested)
        {
            outcome = null;
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            core.Log.AttemptFailed(instanceId, command.Name, attempt, SafeException.NameOf(exception));
            outcome = Failed(SafeException.NameOf(exception), final: !command.MayRetryAfter(attempt));
        }

        Telemetry.ActivityDuration.Record(core.Clock.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("activity", command.Name));
        if (outcome is not null)
        {
            core.Post(instanceId, outcome);
        }

        core.Activities.Leave();
    }

    private async Task<OutcomeItem> AttemptAsync() =>
        core.Catalog.FindActivity(command.Name) is { } binding
            ? new OutcomeItem(run, command.Index, await binding.RunAsync(command.Input, core.Activities.Abandoned), error: null)
            : Failed("this build has no such activity", final: true);

    private OutcomeItem Failed(string error, bool final) =>
        new(run, command.Index, default, error, attempt, final);
}
