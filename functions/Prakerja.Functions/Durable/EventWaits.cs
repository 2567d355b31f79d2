using System.Text.Json;
using Microsoft.DurableTask;

namespace Prakerja.Functions.Durable;

/// <summary>
/// External events with time-outs. Durable Functions gives an event to the wait that began last, even one that was given up, and then the
/// event is gone: so there is one wait for each name, which outlives a time-out and is taken up by the next one who waits.
/// </summary>
internal sealed class EventWaits(TaskOrchestrationContext context)
{
    private readonly SortedDictionary<string, Task<JsonElement>> waits = new(StringComparer.OrdinalIgnoreCase);

    public async Task<JsonElement> NextAsync(string name)
    {
        var payload = await Wait(name);
        waits.Remove(name);
        return payload;
    }

    /// <summary>Null once the time has passed.</summary>
    public async Task<JsonElement?> NextAsync(string name, DateTimeOffset until, DateTimeOffset now)
    {
        var arrival = Wait(name);
        if (!arrival.IsCompleted && (until <= now || !await ArrivesAsync(arrival, until)))
        {
            return null;
        }

        waits.Remove(name);
        return await arrival;
    }

    /// <summary>Events that arrived and that nobody took are sent to the next run.</summary>
    public void Return()
    {
        foreach (var (name, wait) in waits.Where(w => w.Value.IsCompletedSuccessfully))
        {
            context.SendEvent(context.InstanceId, name, wait.Result);
        }
    }

    private Task<JsonElement> Wait(string name) =>
        waits.TryGetValue(name, out var wait) ? wait : waits[name] = context.WaitForExternalEvent<JsonElement>(name);

    private async Task<bool> ArrivesAsync(Task<JsonElement> arrival, DateTimeOffset until)
    {
        using var cancel = new CancellationTokenSource();
        if (await Task.WhenAny(arrival, context.CreateTimer(until.UtcDateTime, cancel.Token)) != arrival)
        {
            return false;
        }

#pragma warning disable CA1849, MA0042 // CancelAsync would go on elsewhere; an orchestrator stays on its thread.
        cancel.Cancel();
#pragma warning restore CA1849, MA0042
        return true;
    }
}
