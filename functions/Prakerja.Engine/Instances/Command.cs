using Prakerja.Engine.Journal;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Instances;

/// <summary>Something a workflow asked for and may be waiting on.</summary>
internal abstract class Command(int index, CommandKind kind, string name)
{
    public int Index => index;

    public CommandKind Kind => kind;

    public string Name => name;

    /// <summary>When the clock has to come back to it.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>Its outcome is on its way into the journal; a second one is dropped.</summary>
    public bool Settled { get; set; }

    public abstract void Complete(ReadOnlyMemory<byte> json);

    public abstract void Fail(string error);
}

/// <summary>An activity or child workflow.</summary>
internal abstract class CallCommand(int index, CommandKind kind, string name) : Command(index, kind, name)
{
    public required ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Instance id of a child.</summary>
    public string? ChildId { get; init; }

    public RetryPolicy? Retry { get; init; }

    public int FailedAttempts { get; private set; }

    public bool MayRetryAfter(int attempt) => attempt < (Retry?.MaxAttempts ?? 1);

    public void AttemptFailed(DateTimeOffset at, int attempt)
    {
        FailedAttempts = attempt;
        Settled = false;
        Due = at + (Retry?.DelayBefore(attempt + 1) ?? TimeSpan.Zero);
    }
}

internal sealed class CallCommand<T>(int index, CommandKind kind, string name, WorkflowCatalog catalog) : CallCommand(index, kind, name)
{
    private readonly TaskCompletionSource<T> outcome = new();

    public Task<T> Task => outcome.Task;

    public override void Complete(ReadOnlyMemory<byte> json) => Completion.Set(outcome, json, catalog);

    public override void Fail(string error) => outcome.SetException(new ActivityFailedException($"{Kind} '{Name}' failed: {error}"));
}

internal sealed class TimerCommand(int index) : Command(index, CommandKind.Timer, "")
{
    private readonly TaskCompletionSource outcome = new();

    public Task Task => outcome.Task;

    public override void Complete(ReadOnlyMemory<byte> json) => outcome.SetResult();

    public override void Fail(string error) => outcome.SetException(new ActivityFailedException(error));
}

/// <summary>A wait for an event; completed without a payload when its time is up.</summary>
internal sealed class EventCommand<T>(int index, string name, WorkflowCatalog catalog) : Command(index, CommandKind.Event, name)
{
    private readonly TaskCompletionSource<T> outcome = new();
    private bool timedOut;

    /// <summary>The payload; once timed out, the default.</summary>
    public async Task<EventWait<T>> WaitAsync()
    {
        var payload = await outcome.Task;
        return new EventWait<T>(!timedOut, payload);
    }

    public override void Complete(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            timedOut = true;
            outcome.SetResult(default!);
        }
        else
        {
            Completion.Set(outcome, json, catalog);
        }
    }

    public override void Fail(string error) => outcome.SetException(new ActivityFailedException(error));
}

internal static class Completion
{
    /// <summary>A payload that is not of the expected type is the workflow's to see, as an exception.</summary>
    public static void Set<T>(TaskCompletionSource<T> outcome, ReadOnlyMemory<byte> json, WorkflowCatalog catalog)
    {
        T value;
        try
        {
            value = catalog.Deserialize<T>(json);
        }
        catch (System.Text.Json.JsonException exception)
        {
            outcome.SetException(exception);
            return;
        }

        outcome.SetResult(value);
    }
}
