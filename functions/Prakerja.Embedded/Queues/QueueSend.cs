using Prakerja.Embedded.Sqlite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Queues;

/// <summary>One send as a work item.</summary>
internal sealed class QueueSend(string queue, IReadOnlyList<QueueMessage> messages, DateTimeOffset now)
{
    // Each send also clears away some old ids, more than it adds, so that they do not pile up.
    private const string ForgetSql =
        "DELETE FROM sent WHERE (queue, id) IN (SELECT queue, id FROM sent WHERE at <= ?1 ORDER BY at LIMIT ?2)";

    private const string RememberSql =
        "INSERT INTO sent (queue, id, at) VALUES (?1, ?2, ?3) "
        + "ON CONFLICT (queue, id) DO UPDATE SET at = excluded.at WHERE sent.at <= ?4";

    private const string InsertSql = "INSERT INTO messages (seq, queue, id, body, due, deliveries) VALUES (?1, ?2, ?3, ?4, ?5, 0)";

    /// <summary>When the first of the new messages is due; null if all were duplicates.</summary>
    public DateTimeOffset? Run(SqliteWriter writer)
    {
        var window = now - QueueLimits.DuplicateWindow;
        Forget(writer, window);
        DateTimeOffset? earliest = null;
        foreach (var message in messages)
        {
            if (Remember(writer, message.Id, window))
            {
                var due = message.NotBefore > now ? message.NotBefore.Value : now;
                Insert(writer, message, due);
                earliest = earliest < due ? earliest : due;
            }
        }

        return earliest;
    }

    private void Forget(SqliteWriter writer, DateTimeOffset window)
    {
        using var forget = writer.Prepare(ForgetSql);
        forget.Bind(1, window.UtcTicks).Bind(2, 2 * messages.Count).Step();
    }

    private bool Remember(SqliteWriter writer, string id, DateTimeOffset window)
    {
        using var remember = writer.Prepare(RememberSql);
        remember.Bind(1, queue).Bind(2, id).Bind(3, now.UtcTicks).Bind(4, window.UtcTicks).Step();
        return writer.Changes > 0;
    }

    private void Insert(SqliteWriter writer, QueueMessage message, DateTimeOffset due)
    {
        using var insert = writer.Prepare(InsertSql);
        insert.Bind(1, writer.NextStamp()).Bind(2, queue).Bind(3, message.Id).Bind(4, message.Body).Bind(5, due.UtcTicks).Step();
    }
}
