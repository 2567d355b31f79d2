using System.Collections.Concurrent;

namespace Prakerja.Embedded.Sqlite;

/// <summary>
/// One SQLite file owned by this process: many readers of committed data, one writer with group commit. Writes that wait
/// together share one transaction and one sync to disk.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private const int IdleReaders = 8;
    private readonly SqliteDatabaseOptions options;
    private readonly FileStream? ownership;
    private readonly SqliteWriter writer;
    private readonly BatchRunner runner;
    private readonly WriteQueue queue = new();
    private readonly ConcurrentBag<SqliteReader> readers = [];
    private readonly Lock inlineGate = new();
    private readonly Thread? thread;
    private bool disposed;

    /// <exception cref="DatabaseInUseException">Another process has the file open.</exception>
    public SqliteDatabase(SqliteDatabaseOptions options)
    {
        this.options = options;
        ownership = options.Path is null ? null : OwnedFile.Take(options.Path);
        try
        {
            writer = SqliteConnections.OpenWriter(options);
        }
        catch
        {
            ownership?.Dispose();
            throw;
        }

        runner = new BatchRunner(writer);
        if (!options.Inline)
        {
            thread = new Thread(WriteLoop) { IsBackground = true, Name = "sqlite-writer" };
            thread.Start();
        }
    }

    /// <summary>
    /// Runs the work in a transaction and completes once that is durable. Work checks its conditions before it writes, has no
    /// effect but on the database, and may run twice: after an exception, which spoils this one item only.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteWriter, T> work)
    {
        var item = new WriteItem<T>(work);
        if (options.Inline)
        {
            lock (inlineGate)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                runner.Run([item]);
            }
        }
        else
        {
            queue.Add(item);
        }

        return item.Task;
    }

    /// <summary>Runs the work on a snapshot that holds every write whose task completed before the call.</summary>
    public T Read<T>(Func<SqliteReader, T> work)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (options.Inline)
        {
            lock (inlineGate)
            {
                return work(writer);
            }
        }

        var reader = readers.TryTake(out var idle) ? idle : SqliteConnections.OpenReader(options.Path!);
        try
        {
            reader.Run("BEGIN");
            return work(reader);
        }
        finally
        {
            reader.Run("COMMIT");
            GiveBack(reader);
        }
    }

    /// <summary>Finishes the writes that were accepted, then closes the file.</summary>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        queue.Close();
        thread?.Join();
        disposed = true;
        while (readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        writer.Dispose();
        ownership?.Dispose();
        queue.Dispose();
    }

    private void GiveBack(SqliteReader reader)
    {
        if (disposed || readers.Count >= IdleReaders)
        {
            reader.Dispose();
            return;
        }

        readers.Add(reader);
    }

    private void WriteLoop()
    {
        var batch = new List<WriteItem>();
        while (queue.Take(batch, options.BatchSize))
        {
            runner.Run(batch);
            batch.Clear();
        }
    }
}
