namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>
/// What Service Bus promises of a queue made as ours are (duplicate detection 10 minutes, lock 1 minute, 10 deliveries), without any network.
/// Used by one thread.
/// </summary>
internal sealed class QueueState(TimeProvider clock)
{
    private const int MaxDeliveries = 10;
    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(DateTimeOffset Due, long Sequence), StoredMessage> waiting = [];
    private readonly Dictionary<Guid, StoredMessage> locked = [];
    private readonly List<StoredMessage> dead = [];
    private long sequence;

    public IReadOnlyList<StoredMessage> Dead => dead;

    public int Count => waiting.Count + locked.Count;

    /// <summary>Accepted messages that were no duplicates, ever.</summary>
    public int Accepted { get; private set; }

    public void Accept(StoredMessage message)
    {
        var now = clock.GetUtcNow();
        if (seen.TryGetValue(message.Id, out var at) && now - at < DuplicateWindow)
        {
            return;
        }

        seen[message.Id] = now;
        Accepted++;
        var due = message.Scheduled > now ? message.Scheduled.Value : now;
        Wait(message with { Sequence = ++sequence, Enqueued = due }, due);
    }

    /// <summary>The oldest due message, locked for a minute.</summary>
    public StoredMessage? Take()
    {
        Expire();
        var now = clock.GetUtcNow();
        var first = waiting.FirstOrDefault();
        if (first.Value is null || first.Key.Due > now)
        {
            return null;
        }

        waiting.Remove(first.Key);
        var taken = first.Value with { Lock = Guid.NewGuid(), LockedUntil = now + LockDuration };
        locked[taken.Lock] = taken;
        return taken;
    }

    /// <summary>False: the lock was lost.</summary>
    public bool Settle(Guid token, Settlement settlement)
    {
        Expire();
        if (!locked.Remove(token, out var message))
        {
            return false;
        }

        switch (settlement)
        {
            case Settlement.Complete:
                break;
            case Settlement.DeadLetter letter:
                Bury(message.WithReason(letter.Reason));
                break;
            case Settlement.Release:
                Wait(message, message.Enqueued);
                break;
            case Settlement.Abandon:
                GiveBack(message);
                break;
        }

        return true;
    }

    private void Expire()
    {
        var now = clock.GetUtcNow();
        foreach (var message in locked.Values.Where(message => message.LockedUntil <= now).OrderBy(message => message.Sequence).ToList())
        {
            locked.Remove(message.Lock);
            GiveBack(message);
        }
    }

    private void GiveBack(StoredMessage message)
    {
        var failed = message with { Failed = message.Failed + 1 };
        if (failed.Failed >= MaxDeliveries)
        {
            Bury(failed.WithReason("MaxDeliveryCountExceeded"));
        }
        else
        {
            Wait(failed, failed.Enqueued);
        }
    }

    private void Wait(StoredMessage message, DateTimeOffset due) => waiting[(due, message.Sequence)] = message;

    private void Bury(StoredMessage message) => dead.Add(message with { Sequence = dead.Count + 1 });
}

internal abstract record Settlement
{
    internal sealed record Complete : Settlement;

    internal sealed record Abandon : Settlement;

    /// <summary>Given back unseen, which AMQP does not count as a delivery: what the SDK does with a message that nobody waits for any more.</summary>
    internal sealed record Release : Settlement;

    internal sealed record DeadLetter(string? Reason) : Settlement;
}
