using Microsoft.Extensions.Logging;
using Prakerja.Engine.Journal;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Instances;

/// <summary>
/// One run of an instance, hot in memory: the live coroutine of its code, moved on one history entry at a time.
/// Used by one thread at a time.
/// </summary>
internal sealed partial class WorkflowRun
{
    private readonly StepContext stepContext;
    private readonly EventMailbox mailbox = new();
    private readonly WorkflowBinding binding;
    private readonly WorkflowContext context;
    private Task<byte[]>? body;
    private NonDeterministicWorkflowException? fault;

    /// <param name="strayed">Called from anywhere when the code leaves the engine's steps: see <see cref="FailIfStrayed"/>.</param>
    public WorkflowRun(InstanceHeader header, WorkflowBinding binding, WorkflowCatalog catalog, ILogger logger, Action strayed)
    {
        stepContext = new StepContext(strayed);
        Header = header;
        this.binding = binding;
        Commands = new CommandLog(header.Id);
        Now = header.StartedAt;
        CustomStatus = header.CustomStatus;
        context = new WorkflowContext(this, catalog, logger);
    }

    public InstanceHeader Header { get; set; }

    public CommandLog Commands { get; }

    public DateTimeOffset Now { get; private set; }

    public bool IsReplaying { get; private set; }

    public string? CustomStatus { get; set; }

    /// <summary>Set by continue-as-new.</summary>
    public byte[]? NextInput { get; set; }

    /// <summary>Number of the next chunk of history.</summary>
    public int NextSequence { get; set; }

    public bool HasEnded => fault is not null || body is { IsCompleted: true };

    public IReadOnlyList<EventRaised> UnconsumedEvents => mailbox.Kept;

    public RunResult Result => this switch
    {
        { fault: { } f } => new RunResult.Failed(f.Message, NonDeterministic: true),
        { body.IsCompletedSuccessfully: true, NextInput: { } input } => new RunResult.ContinuedAsNew(input),
        { body: { IsCompletedSuccessfully: true } done } => new RunResult.Completed(done.Result),
        _ => new RunResult.Failed(Describe(body!.Exception?.InnerException), NonDeterministic: false),
    };

    public void Start() => Step(() => body = binding.RunAsync(context, Header.Input));

    /// <summary>Starts and repeats everything in the history, without carrying anything out.</summary>
    public void Replay(IReadOnlyList<HistoryEntry> history)
    {
        Commands.Expect(history);
        IsReplaying = history.Count > 0;
        Start();
        foreach (var entry in history)
        {
            Apply(entry);
        }

        IsReplaying = false;
        Guard(Commands.CheckAllIssued);
    }

    public void Apply(HistoryEntry entry)
    {
        if (entry is CommandIssued or RunEnded)
        {
            return;
        }

        if (HasEnded)
        {
            KeepLate(entry);
            return;
        }

        Now = entry.At;
        Step(() => Take(entry));
    }

    /// <summary>Messages are kept of the engine's own exceptions only: others may quote personal data.</summary>
    private static string Describe(Exception? exception) => exception switch
    {
        null => "The workflow was cancelled.",
        ActivityFailedException or NonDeterministicWorkflowException => $"{exception.GetType().Name}: {exception.Message}",
        _ => SafeException.NameOf(exception),
    };

    private void KeepLate(HistoryEntry entry)
    {
        if (entry is EventRaised raised)
        {
            mailbox.Keep(raised);
        }
    }

    private void Take(HistoryEntry entry)
    {
        switch (entry)
        {
            case CommandCompleted completed:
                Commands.Close(completed.Command)?.Complete(completed.Output.Bytes);
                break;
            case CommandFailed failed:
                Commands.Close(failed.Command)?.Fail(failed.Error);
                break;
            case AttemptFailed attempt:
                (Commands.Find(attempt.Command) as CallCommand)?.AttemptFailed(attempt.At, attempt.Attempt);
                break;
            case TimerFired fired when Commands.Close(fired.Command) is { } timer:
                mailbox.GiveUp(timer);
                timer.Complete(default);
                break;
            case EventRaised raised when mailbox.Deliver(raised) is { } wait:
                Answer(wait, raised.Payload.Bytes);
                break;
            default:
                break;
        }
    }
}
