using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Messaging;

/// <summary>
/// A signal is a message in the handler's queue, with the shard as its body. A burst of signals for a shard becomes one message a second,
/// and none is lost to that:
/// <list type="bullet">
/// <item>Time is cut into slots. A signal picks the first slot end at least <see cref="Ahead"/> away; shard and slot end are the message's id, so
/// duplicate detection keeps one message for all signals of a slot, whichever hosts they come from.</item>
/// <item>The message is scheduled for the slot's end. So the handler that it wakes starts after every signal it stands for was given. Without
/// the delay, a signal given just after the handler had read the shard would be dropped as a duplicate of the one that woke the handler.</item>
/// <item>A send may take long (throttling, a lost connection). One that ends less than <see cref="Margin"/> before the slot's end may have been
/// dropped as a duplicate of a message that was handled already, so it does not count, and the next slot is signalled. The margin also
/// covers hosts whose clocks differ.</item>
/// </list>
/// <para>
/// What a signal is about is committed already, so the caller is never failed, nor kept waiting long, because Service Bus is away: the send goes on
/// by itself for as long as the client repeats it, and what is lost for good is found by the sweep.
/// </para>
/// Should Service Bus not look for duplicates among scheduled messages, or only when they fall due, the handler just runs more often.
/// </summary>
public sealed class ServiceBusShardSignals(IMessageQueue queues, TimeProvider clock, ILogger<ServiceBusShardSignals> log) : IShardSignals
{
    public static TimeSpan Slot { get; } = TimeSpan.FromSeconds(1);

    public static TimeSpan Ahead { get; } = TimeSpan.FromMilliseconds(500);

    public static TimeSpan Margin { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a caller waits.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Where every send takes that long, more of them would make it worse: the sweep finds what was left.</summary>
    private const int Rounds = 3;

    /// <summary>The latest send for each shard, under way or done: who comes within its slot waits for it instead of sending the same again.</summary>
    private readonly ConcurrentDictionary<(string Queue, string Shard), Signal> latest = new();

    public async Task SignalAsync(string queue, string shard, CancellationToken cancellation = default)
    {
        var body = ShardMessage.Body(shard);
        try
        {
            await GiveAsync(queue, shard, body).WaitAsync(Patience, clock, cancellation);
        }
        catch (TimeoutException)
        {
            MessagingLog.SignalSlow(log, queue, shard);
        }
    }

    private async Task GiveAsync(string queue, string shard, byte[] body)
    {
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                var due = SlotEnd(clock.GetUtcNow() + Ahead);
                await SendOnceAsync(queue, shard, body, due);
                if (clock.GetUtcNow() <= due - Margin)
                {
                    return;
                }
            }
        }
#pragma warning disable CA1031 // Whatever it was: the rows are there, and the sweep looks for them.
        catch (Exception e)
#pragma warning restore CA1031
        {
            MessagingLog.SignalLost(log, queue, shard, SafeException.NameOf(e));
        }
    }

    private async Task SendOnceAsync(string queue, string shard, byte[] body, DateTimeOffset due)
    {
        var key = (queue, shard);
        var mine = new Signal(due, new Lazy<Task>(() => queues.SendAsync(queue, [new QueueMessage($"{shard}-{due.ToUnixTimeMilliseconds()}", body, due)])));
        var signal = latest.AddOrUpdate(key, mine, (_, known) => known.Due >= due ? known : mine);
        try
        {
            await signal.Sending.Value;
        }
        catch
        {
            latest.TryRemove(new(key, signal));
            throw;
        }
    }

    private static DateTimeOffset SlotEnd(DateTimeOffset time)
    {
        var slots = (time.UtcTicks + Slot.Ticks - 1) / Slot.Ticks;
        return new DateTimeOffset(slots * Slot.Ticks, TimeSpan.Zero);
    }

    private sealed record Signal(DateTimeOffset Due, Lazy<Task> Sending);
}
