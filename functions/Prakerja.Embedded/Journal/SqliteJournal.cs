using Prakerja.Embedded.Sqlite;
using Prakerja.Engine.Journal;

namespace Prakerja.Embedded.Journal;

/// <summary>The workflow journal in the shared SQLite file; writes of many instances share a transaction.</summary>
public sealed class SqliteJournal : IJournal
{
    /// <summary>Run numbers of one opening of the file; the opening's number is the part above.</summary>
    private const int OpeningShift = 40;

    private const int Page = 1000;

    private readonly SqliteDatabase database;
    private long lastRun;

    public SqliteJournal(SqliteDatabase database)
    {
        this.database = database;
        lastRun = database.Read(JournalRows.Opening) << OpeningShift;
    }

    public long NextRun() => Interlocked.Increment(ref lastRun);

    public InstanceHeader? Find(string instanceId) => database.Read(reader => JournalRows.Find(reader, instanceId));

    public IReadOnlyList<ReadOnlyMemory<byte>> ReadHistory(long run) => database.Read(reader => JournalRows.History(reader, run));

    public IEnumerable<RunningInstance> ReadRunning()
    {
        var after = long.MinValue;
        List<(long Run, RunningInstance Instance)> page;
        do
        {
            page = database.Read(reader => JournalRows.Running(reader, after, Page));
            foreach (var (run, instance) in page)
            {
                after = run;
                yield return instance;
            }
        }
        while (page.Count == Page);
    }

    public Task WriteAsync(JournalWrite write) => database.WriteAsync(writer => JournalRows.Apply(writer, write));

    public Task PurgeAsync(string instanceId, long run) => database.WriteAsync(writer =>
    {
        JournalRows.DropHistory(writer, run);
        return JournalRows.DropHeader(writer, instanceId);
    });
}
