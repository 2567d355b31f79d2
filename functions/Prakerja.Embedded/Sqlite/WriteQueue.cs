namespace Prakerja.Embedded.Sqlite;

/// <summary>Work that waits for the writer thread.</summary>
internal sealed class WriteQueue : IDisposable
{
    private readonly Lock gate = new();
    private readonly AutoResetEvent arrived = new(false);
    private readonly Queue<WriteItem> waiting = new();
    private bool closed;

    public void Add(WriteItem item)
    {
        bool first;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteDatabase));
            waiting.Enqueue(item);
            first = waiting.Count == 1;
        }

        if (first)
        {
            arrived.Set();
        }
    }

    /// <summary>Waits for work and moves up to <paramref name="most"/> items into the list; false once closed and empty.</summary>
    public bool Take(List<WriteItem> into, int most)
    {
        while (true)
        {
            lock (gate)
            {
                while (into.Count < most && waiting.TryDequeue(out var item))
                {
                    into.Add(item);
                }

                if (into.Count > 0 || closed)
                {
                    return into.Count > 0;
                }
            }

            arrived.WaitOne();
        }
    }

    /// <summary>Refuses new work; what waits is still done.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
        }

        arrived.Set();
    }

    public void Dispose() => arrived.Dispose();
}
