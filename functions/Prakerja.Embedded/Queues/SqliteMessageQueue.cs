using Prakerja.Embedded.Sqlite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Queues;

/// <summary>
/// The queue ports in the SQLite file, on the given clock. One object at a time: opening one frees every lock, since whoever
/// held them is gone.
/// </summary>
public sealed class SqliteMessageQueue : IMessageQueue, IMessageReceiver
{
    private readonly SqliteDatabase database;
    private readonly TimeProvider time;

    private SqliteMessageQueue(SqliteDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>Called before a send or an abandon completes, with the queue and the time its first new message is due.</summary>
    internal Action<string, DateTimeOffset>? Arrived { get; set; }

    public static async Task<SqliteMessageQueue> OpenAsync(SqliteDatabase database, TimeProvider time)
    {
        await database.WriteAsync(writer =>
        {
            using var free = writer.Prepare("UPDATE messages SET locked = NULL WHERE locked IS NOT NULL");
            return free.Step();
        });
        return new SqliteMessageQueue(database, time);
    }

    public async Task SendAsync(string queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation = default)
    {
        QueueLimits.CheckSend(queue, messages);
        cancellation.ThrowIfCancellationRequested();
        if (messages.Count == 0)
        {
            return;
        }

        if (await database.WriteAsync(new QueueSend(queue, messages, time.GetUtcNow()).Run) is { } due)
        {
            Arrived?.Invoke(queue, due);
        }
    }

    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int max, CancellationToken cancellation = default)
    {
        QueueLimits.CheckReceive(queue, max);
        cancellation.ThrowIfCancellationRequested();
        var receive = new QueueReceive(queue, max, time.GetUtcNow());
        return database.Read(receive.Any) ? await database.WriteAsync(receive.Run) : [];
    }

    public async Task<IReadOnlyList<bool>> CompleteAsync(IReadOnlyList<ReceivedMessage> messages, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var now = Now;
        return messages.Count == 0 ? [] : await database.WriteAsync(writer => Array.ConvertAll([.. messages], m => QueueSql.Complete(writer, m, now)));
    }

    /// <summary>After its tenth delivery the message is dead-lettered instead. Without effect if the lock was lost: the message is somebody else's.</summary>
    public async Task AbandonAsync(ReceivedMessage message, TimeSpan delay, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        QueueLimits.CheckDelay(delay);
        if (message.DeliveryCount >= QueueLimits.MaxDeliveries)
        {
            await DeadLetterAsync(message, QueueLimits.TooManyDeliveries, cancellation);
            return;
        }

        var now = time.GetUtcNow();
        if (await database.WriteAsync(writer => QueueSql.Abandon(writer, message, now.UtcTicks, (now + delay).UtcTicks)))
        {
            Arrived?.Invoke(message.Queue, now + delay);
        }
    }

    /// <summary>Without effect if the lock was lost.</summary>
    public Task DeadLetterAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        QueueLimits.CheckReason(reason);
        var now = Now;
        return database.WriteAsync(writer => QueueSql.Bury(writer, message, now, reason));
    }

    public Task<IReadOnlyList<DeadLetter>> PeekDeadLettersAsync(string queue, int max, CancellationToken cancellation = default)
    {
        QueueLimits.CheckReceive(queue, max);
        return Task.FromResult<IReadOnlyList<DeadLetter>>(database.Read(reader =>
        {
            using var select = reader.Prepare("SELECT id, body, reason FROM dead_letters WHERE queue = ?1 ORDER BY seq LIMIT ?2");
            select.Bind(1, queue).Bind(2, max);
            var letters = new List<DeadLetter>();
            while (select.Step())
            {
                letters.Add(new DeadLetter(select.Text(0), select.Blob(1), select.Text(2)));
            }

            return letters;
        }));
    }

    /// <summary>When a message of the queue may next be received: one becomes due, or a lock runs out. Null: never, as things are.</summary>
    internal DateTimeOffset? NextDue(string queue) => database.Read(reader =>
    {
        using var next = reader.Prepare(
            "SELECT min(at) FROM (SELECT min(due) AS at FROM messages WHERE queue = ?1 AND locked IS NULL "
            + "UNION ALL SELECT min(locked) FROM messages WHERE queue = ?1 AND locked IS NOT NULL)");
        return next.Bind(1, queue).Step() && !next.IsNull(0) ? new DateTimeOffset(next.Long(0), TimeSpan.Zero) : (DateTimeOffset?)null;
    });

    private long Now => time.GetUtcNow().UtcTicks;
}
