namespace Prakerja.Pipeline.Ports;

/// <summary>
/// "There is work in this shard": the handler of the queue runs for the shard at least once after the call. Only a hint that
/// saves waiting; rows hold the truth, and the sweep finds what a lost signal left. So a call neither fails nor waits long because whatever
/// carries signals is away. In Azure a Service Bus message.
/// </summary>
public interface IShardSignals
{
    Task SignalAsync(string queue, string shard, CancellationToken cancellation = default);
}

/// <summary>Works off what rows of one shard say is to be done; idempotent. Discovered by <see cref="PipelineServices"/>.</summary>
public interface IShardHandler
{
    string Queue { get; }

    Task HandleAsync(string shard, CancellationToken cancellation);
}

/// <summary>Handles messages of one queue; throwing gives the message back. Discovered by <see cref="PipelineServices"/>.</summary>
public interface IMessageHandler
{
    string Queue { get; }

    Task HandleAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation);
}

/// <summary>Something that runs by the clock in both heads. Discovered by <see cref="PipelineServices"/>.</summary>
public interface ITimerTask
{
    string Name { get; }

    TimerSchedule Schedule { get; }

    /// <param name="dueAt">The time it was due; a host that was down runs a missed one once at start.</param>
    Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation);
}

/// <summary>Every so often from midnight WIB; <paramref name="Offset"/> after it.</summary>
/// <param name="Every">Divides a day.</param>
public sealed record TimerSchedule(TimeSpan Every, TimeSpan Offset = default)
{
    /// <summary>The first due time after <paramref name="time"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset time)
    {
        var wib = time.ToOffset(TimeSpan.FromHours(7));
        var start = new DateTimeOffset(wib.Date, wib.Offset) + Offset;
        while (start > wib)
        {
            start -= Every;
        }

        return start + (((wib - start).Ticks / Every.Ticks) + 1) * Every;
    }
}

/// <summary>Adds workflows and activities to the catalogue. Discovered by <see cref="PipelineServices"/>.</summary>
public interface IWorkflowModule
{
    void Register(WorkflowCatalog catalog);
}
