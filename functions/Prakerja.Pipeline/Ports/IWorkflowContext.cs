using Microsoft.Extensions.Logging;

namespace Prakerja.Pipeline.Ports;

/// <summary>
/// What a workflow may touch: the shape of Durable Functions' TaskOrchestrationContext. Everything here is replayed from the
/// instance's history, so a workflow uses no other clock, randomness, id, I/O or thread, and awaits only what this returns
/// (and Task.WhenAll / Task.WhenAny of it).
/// </summary>
public interface IWorkflowContext
{
    string InstanceId { get; }

    /// <summary>Version of the workflow this instance was started with.</summary>
    int Version { get; }

    /// <summary>Time of the event being processed; stands still between awaits.</summary>
    DateTimeOffset UtcNow { get; }

    bool IsReplaying { get; }

    /// <summary>Unique, and the same in every replay.</summary>
    Guid NewGuid();

    /// <summary>Runs an activity at least once; its result is durable before this completes. Throws <see cref="ActivityFailedException"/> when retries are used up.</summary>
    Task<TOut> CallActivityAsync<TIn, TOut>(ActivityName<TIn, TOut> activity, TIn input, RetryPolicy? retry = null);

    /// <summary>Starts a child with a fixed id and waits for its output. Throws <see cref="ActivityFailedException"/> if it fails or is terminated.</summary>
    Task<TOut> CallWorkflowAsync<TIn, TOut>(WorkflowName<TIn, TOut> workflow, string instanceId, TIn input);

    /// <summary>Completes at <paramref name="due"/> or at once if that has passed.</summary>
    Task DelayUntilAsync(DateTimeOffset due);

    /// <summary>The next event of this name, in order of arrival; events raised before the wait began are kept for it.</summary>
    Task<T> WaitForEventAsync<T>(string name);

    /// <summary>The next event of this name, or <c>Arrived = false</c> once <paramref name="until"/> has passed.</summary>
    Task<EventWait<T>> WaitForEventAsync<T>(string name, DateTimeOffset until);

    /// <summary>Ends this run and starts the same instance anew with a fresh history; events not yet consumed are kept. Return right after it.</summary>
    void ContinueAsNew<TIn>(TIn input);

    /// <summary>Shown by <see cref="IWorkflowClient.GetAsync"/>; ≤ 4 KiB of JSON.</summary>
    void SetStatus(string status);

    /// <summary>Writes only when not replaying.</summary>
    ILogger Logger { get; }
}

/// <summary>Typed name of an activity.</summary>
public readonly record struct ActivityName<TIn, TOut>(string Name);

/// <summary>Typed name of a workflow.</summary>
public readonly record struct WorkflowName<TIn, TOut>(string Name);

/// <summary>For activities and workflows without input or output.</summary>
public readonly record struct Nothing
{
    public static Nothing Value => default;
}

public readonly record struct EventWait<T>(bool Arrived, T? Event);

/// <param name="MaxAttempts">At least 1.</param>
/// <param name="FirstDelay">Before the second attempt; doubled (by <paramref name="Backoff"/>) before each further one up to <paramref name="MaxDelay"/>.</param>
public sealed record RetryPolicy(int MaxAttempts, TimeSpan FirstDelay, double Backoff = 2.0, TimeSpan? MaxDelay = null)
{
    /// <summary>For activities of the programme: quickly at first, then hourly, for most of a day.</summary>
    public static RetryPolicy Standard { get; } = new(MaxAttempts: 20, FirstDelay: TimeSpan.FromSeconds(1), MaxDelay: TimeSpan.FromHours(1));

    /// <summary>Wait before attempt <paramref name="attempt"/> (2, 3, …).</summary>
    public TimeSpan DelayBefore(int attempt)
    {
        var factor = Math.Pow(Backoff, attempt - 2);
        var delay = FirstDelay.TotalMilliseconds * factor;
        return TimeSpan.FromMilliseconds(Math.Min(delay, (MaxDelay ?? TimeSpan.FromHours(6)).TotalMilliseconds));
    }
}

/// <summary>An activity or child workflow failed for good.</summary>
public sealed class ActivityFailedException : Exception
{
    public ActivityFailedException() { }

    public ActivityFailedException(string message) : base(message) { }

    public ActivityFailedException(string message, Exception inner) : base(message, inner) { }
}
