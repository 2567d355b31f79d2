using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Prakerja.Functions.Worker.Tests.Durable;

/// <summary>
/// An orchestration whose events and timers the test fires. As in Durable Functions, an event goes to the wait that began last, even to one
/// that was given up.
/// </summary>
internal sealed class FakeOrchestration(DateTime now) : TaskOrchestrationContext
{
    private readonly Stack<TaskCompletionSource<JsonElement>> waits = new();
    private readonly List<TaskCompletionSource> timers = [];

    public List<(string Name, JsonElement Payload)> Sent { get; } = [];

    public List<DateTime> Timers { get; } = [];

    public int Waits { get; private set; }

    public int CancelledTimers => timers.Count(t => t.Task.IsCanceled);

    public object? NextInput { get; private set; }

    public override TaskName Name => "Test";

    public override string InstanceId => "instance";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public void Raise(string payload) => waits.Pop().TrySetResult(JsonSerializer.SerializeToElement(payload));

    public void FireTimer() => timers[^1].TrySetResult();

    public override T? GetInput<T>()
        where T : default => default;

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        Task.FromException<TResult>(new TaskFailedException(name, 0, new TaskFailureDetails("T", "FormatException", null, null, null)));

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var timer = new TaskCompletionSource();
        cancellationToken.Register(() => timer.TrySetCanceled(cancellationToken));
        Timers.Add(fireAt);
        timers.Add(timer);
        return timer.Task;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        var wait = new TaskCompletionSource<JsonElement>();
        Waits++;
        waits.Push(wait);
        return (T)(object)await wait.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) => Sent.Add((eventName, (JsonElement)payload));

    public override void SetCustomStatus(object? customStatus) { }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        throw new NotSupportedException();

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => NextInput = newInput;

    public override Guid NewGuid() => Guid.Empty;
}
