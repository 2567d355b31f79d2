using Prakerja.Embedded.Sqlite;
using Prakerja.Engine.Journal;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Journal;

/// <summary>Rows of <c>instances</c> and <c>history</c>.</summary>
internal static class JournalRows
{
    private const string Columns =
        "id, run, workflow, version, state, started, ended, parked, input, parent, parent_run, parent_command, status, output, error";

    public static long Opening(SqliteReader reader)
    {
        using var statement = reader.Prepare("SELECT number FROM opening");
        statement.Step();
        return statement.Long(0);
    }

    public static InstanceHeader? Find(SqliteReader reader, string id)
    {
        using var statement = reader.Prepare($"SELECT {Columns} FROM instances WHERE id = ?");
        statement.Bind(1, id);
        return statement.Step() ? ReadHeader(statement) : null;
    }

    public static List<ReadOnlyMemory<byte>> History(SqliteReader reader, long run)
    {
        using var statement = reader.Prepare("SELECT chunk FROM history WHERE run = ? ORDER BY seq");
        statement.Bind(1, run);
        var chunks = new List<ReadOnlyMemory<byte>>();
        while (statement.Step())
        {
            chunks.Add(statement.Blob(0));
        }

        return chunks;
    }

    public static List<(long Run, RunningInstance Instance)> Running(SqliteReader reader, long after, int limit)
    {
        using var statement = reader.Prepare("SELECT run, id, parked FROM instances WHERE state = 0 AND run > ? ORDER BY run LIMIT ?");
        statement.Bind(1, after).Bind(2, limit);
        var found = new List<(long, RunningInstance)>();
        while (statement.Step())
        {
            found.Add((statement.Long(0), new RunningInstance(statement.Text(1), Time(statement, 2))));
        }

        return found;
    }

    public static bool Apply(SqliteWriter writer, JournalWrite write)
    {
        if (write.DropRun is { } run)
        {
            DropHistory(writer, run);
        }

        if (write.Header is { } header)
        {
            WriteHeader(writer, header);
        }

        if (!write.Chunk.IsEmpty)
        {
            using var statement = writer.Prepare("INSERT INTO history (run, seq, chunk) VALUES (?, ?, ?)");
            statement.Bind(1, write.Run).Bind(2, write.Sequence).Bind(3, write.Chunk).Run();
        }

        return true;
    }

    public static void DropHistory(SqliteWriter writer, long run)
    {
        using var statement = writer.Prepare("DELETE FROM history WHERE run = ?");
        statement.Bind(1, run).Run();
    }

    public static bool DropHeader(SqliteWriter writer, string id)
    {
        using var statement = writer.Prepare("DELETE FROM instances WHERE id = ?");
        statement.Bind(1, id).Run();
        return writer.Changes > 0;
    }

    private static void WriteHeader(SqliteWriter writer, InstanceHeader header)
    {
        using var statement = writer.Prepare($"""
            INSERT INTO instances ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET run = excluded.run, workflow = excluded.workflow, version = excluded.version,
                state = excluded.state, started = excluded.started, ended = excluded.ended, parked = excluded.parked,
                input = excluded.input, parent = excluded.parent, parent_run = excluded.parent_run,
                parent_command = excluded.parent_command, status = excluded.status, output = excluded.output, error = excluded.error
            """);
        statement
            .Bind(1, header.Id).Bind(2, header.Run).Bind(3, header.Workflow).Bind(4, header.Version).Bind(5, (long)header.State)
            .Bind(6, header.StartedAt.UtcTicks).Bind(7, header.EndedAt?.UtcTicks).Bind(8, header.ParkedUntil?.UtcTicks)
            .Bind(9, header.Input).Bind(10, header.Parent?.Id).Bind(11, header.Parent?.Run).Bind(12, (long?)header.Parent?.Command)
            .Bind(13, header.CustomStatus).Bind(14, header.Output).Bind(15, header.Error)
            .Run();
    }

    private static InstanceHeader ReadHeader(SqliteStatement row) => new()
    {
        Id = row.Text(0),
        Run = row.Long(1),
        Workflow = row.Text(2),
        Version = checked((int)row.Long(3)),
        State = (WorkflowState)row.Long(4),
        StartedAt = Time(row, 5)!.Value,
        EndedAt = Time(row, 6),
        ParkedUntil = Time(row, 7),
        Input = row.Blob(8),
        Parent = row.IsNull(9) ? null : new ParentLink(row.Text(9), row.Long(10), checked((int)row.Long(11))),
        CustomStatus = Text(row, 12),
        Output = Text(row, 13),
        Error = Text(row, 14),
    };

    private static DateTimeOffset? Time(SqliteStatement row, int column) =>
        row.IsNull(column) ? null : new DateTimeOffset(row.Long(column), TimeSpan.Zero);

    private static string? Text(SqliteStatement row, int column) => row.IsNull(column) ? null : row.Text(column);
}
