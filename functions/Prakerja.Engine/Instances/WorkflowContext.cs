using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Prakerja.Engine.Journal;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Instances;

/// <summary>What the workflow's code sees of its run.</summary>
internal sealed class WorkflowContext(WorkflowRun run, WorkflowCatalog catalog, ILogger logger) : IWorkflowContext
{
    private const int MaxStatus = 4 * 1024;

    private int guids;

    public string InstanceId => run.Header.Id;

    public int Version => run.Header.Version;

    public DateTimeOffset UtcNow => run.Now;

    public bool IsReplaying => run.IsReplaying;

    public ILogger Logger => field ??= new ReplaySafeLogger(logger, run);

    public Guid NewGuid()
    {
        run.EnsureStepping();
        var name = Encoding.UTF8.GetBytes($"{InstanceId}\n{run.Header.Run}\n{run.Header.StartedAt.UtcTicks}\n{guids++}");
        var bytes = SHA256.HashData(name).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public Task<TOut> CallActivityAsync<TIn, TOut>(ActivityName<TIn, TOut> activity, TIn input, RetryPolicy? retry = null)
    {
        var bytes = catalog.Serialize(input);
        var command = new CallCommand<TOut>(run.NextCommand(), CommandKind.Activity, activity.Name, catalog) { Input = bytes, Retry = retry };
        run.Issue(command, CommandLog.Fingerprint(bytes));
        return command.Task;
    }

    public Task<TOut> CallWorkflowAsync<TIn, TOut>(WorkflowName<TIn, TOut> workflow, string instanceId, TIn input)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var bytes = catalog.Serialize(input);
        var command = new CallCommand<TOut>(run.NextCommand(), CommandKind.Workflow, workflow.Name, catalog) { Input = bytes, ChildId = instanceId };
        run.Issue(command, $"{instanceId} {CommandLog.Fingerprint(bytes)}");
        return command.Task;
    }

    public Task DelayUntilAsync(DateTimeOffset due)
    {
        var command = new TimerCommand(run.NextCommand()) { Due = due };
        run.Issue(command, due.ToUniversalTime().ToString("O"));
        if (due <= UtcNow)
        {
            run.Answer(command, default);
        }

        return command.Task;
    }

    public async Task<T> WaitForEventAsync<T>(string name) => (await WaitAsync<T>(name, null)).Event!;

    public Task<EventWait<T>> WaitForEventAsync<T>(string name, DateTimeOffset until) => WaitAsync<T>(name, until);

    public void ContinueAsNew<TIn>(TIn input)
    {
        run.EnsureStepping();
        run.NextInput = catalog.Serialize(input);
    }

    public void SetStatus(string status)
    {
        ArgumentNullException.ThrowIfNull(status);
        run.EnsureStepping();
        run.CustomStatus = Encoding.UTF8.GetByteCount(status) <= MaxStatus
            ? status
            : throw new ArgumentException($"A status has at most {MaxStatus} bytes.", nameof(status));
    }

    private Task<EventWait<T>> WaitAsync<T>(string name, DateTimeOffset? until)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var command = new EventCommand<T>(run.NextCommand(), name, catalog) { Due = until };
        run.Issue(command, until?.ToUniversalTime().ToString("O") ?? "");
        var wait = command.WaitAsync();
        run.Await(command);
        return wait;
    }
}
