using System.Runtime.InteropServices;
using Prakerja.Embedded.Sqlite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Queues;

/// <summary>A message in the hands of a receiver: its row, and which delivery of it. Together they name one lock.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QueueLock(long Sequence, long Delivery)
{
    public string Token => $"{Sequence}.{Delivery}";

    /// <summary>A token of another kind names no lock.</summary>
    public static QueueLock Parse(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(token.AsSpan(0, dot), out var sequence) && long.TryParse(token.AsSpan(dot + 1), out var delivery)
            ? new QueueLock(sequence, delivery)
            : default;
    }
}

/// <summary>Statements on a locked message, all conditional on the lock being held at <c>now</c> (UTC ticks).</summary>
internal static class QueueSql
{
    private const string Held = "seq = ?1 AND deliveries = ?2 AND locked > ?3";
    private const string CompleteSql = $"DELETE FROM messages WHERE {Held}";
    private const string AbandonSql = $"UPDATE messages SET locked = NULL, due = ?4 WHERE {Held}";

    private const string BurySql =
        $"INSERT INTO dead_letters (seq, queue, id, body, reason) SELECT ?4, queue, id, body, ?5 FROM messages WHERE {Held}";

    public static bool Complete(SqliteWriter writer, ReceivedMessage message, long now) => Settle(writer, CompleteSql, message, now);

    public static bool Abandon(SqliteWriter writer, ReceivedMessage message, long now, long due)
    {
        using var abandon = Prepare(writer, AbandonSql, message, now);
        abandon.Bind(4, due).Step();
        return writer.Changes > 0;
    }

    public static bool Bury(SqliteWriter writer, ReceivedMessage message, long now, string reason)
    {
        using var bury = Prepare(writer, BurySql, message, now);
        bury.Bind(4, writer.NextStamp()).Bind(5, reason).Step();
        return writer.Changes > 0 && Settle(writer, CompleteSql, message, now);
    }

    private static bool Settle(SqliteWriter writer, string sql, ReceivedMessage message, long now)
    {
        using var settle = Prepare(writer, sql, message, now);
        settle.Step();
        return writer.Changes > 0;
    }

    private static SqliteStatement Prepare(SqliteWriter writer, string sql, ReceivedMessage message, long now)
    {
        var held = QueueLock.Parse(message.LockToken);
        return writer.Prepare(sql).Bind(1, held.Sequence).Bind(2, held.Delivery).Bind(3, now);
    }
}
