using Prakerja.Embedded.Sqlite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Queues;

/// <summary>One receive as a work item: frees locks that ran out, locks due messages, buries those delivered too often.</summary>
internal sealed class QueueReceive(string queue, int max, DateTimeOffset now)
{
    private const string AnySql =
        "SELECT EXISTS (SELECT 1 FROM messages WHERE queue = ?1 AND locked IS NULL AND due <= ?2) "
        + "OR EXISTS (SELECT 1 FROM messages WHERE queue = ?1 AND locked IS NOT NULL AND locked <= ?2)";

    private const string FreeSql = "UPDATE messages SET locked = NULL WHERE queue = ?1 AND locked IS NOT NULL AND locked <= ?2";

    private const string DueSql =
        "SELECT seq, id, body, deliveries FROM messages WHERE queue = ?1 AND locked IS NULL AND due <= ?2 ORDER BY due, seq LIMIT ?3";

    private const string LockSql = "UPDATE messages SET locked = ?2, deliveries = deliveries + 1 WHERE seq = ?1";

    /// <summary>Whether a receive could return or bury anything: spares the empty-handed a write.</summary>
    public bool Any(SqliteReader reader)
    {
        using var any = reader.Prepare(AnySql);
        return any.Bind(1, queue).Bind(2, now.UtcTicks).Step() && any.Long(0) != 0;
    }

    public IReadOnlyList<ReceivedMessage> Run(SqliteWriter writer)
    {
        Free(writer);
        var received = new List<ReceivedMessage>();
        while (true)
        {
            var due = Due(writer, max - received.Count);
            Lock(writer, due);
            var buried = due.RemoveAll(message => Bury(writer, message));
            received.AddRange(due);
            if (buried == 0)
            {
                return received;
            }
        }
    }

    private void Free(SqliteWriter writer)
    {
        using var free = writer.Prepare(FreeSql);
        free.Bind(1, queue).Bind(2, now.UtcTicks).Step();
    }

    private List<ReceivedMessage> Due(SqliteWriter writer, int most)
    {
        using var select = writer.Prepare(DueSql);
        select.Bind(1, queue).Bind(2, now.UtcTicks).Bind(3, most);
        var due = new List<ReceivedMessage>();
        while (select.Step())
        {
            var delivery = checked((int)select.Long(3) + 1);
            due.Add(new ReceivedMessage(queue, select.Text(1), select.Blob(2), delivery, new QueueLock(select.Long(0), delivery).Token));
        }

        return due;
    }

    private void Lock(SqliteWriter writer, List<ReceivedMessage> messages)
    {
        using var update = writer.Prepare(LockSql);
        var until = (now + QueueLimits.LockDuration).UtcTicks;
        foreach (var message in messages)
        {
            update.Bind(1, QueueLock.Parse(message.LockToken).Sequence).Bind(2, until).Run();
        }
    }

    private bool Bury(SqliteWriter writer, ReceivedMessage message) =>
        message.DeliveryCount > QueueLimits.MaxDeliveries && QueueSql.Bury(writer, message, now.UtcTicks, QueueLimits.TooManyDeliveries);
}
