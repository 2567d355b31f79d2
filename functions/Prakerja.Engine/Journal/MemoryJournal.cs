using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Journal;

/// <summary>A journal that completes synchronously and lasts as long as the object: for tests and the simulator.</summary>
public sealed class MemoryJournal : IJournal
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, InstanceHeader> headers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, List<ReadOnlyMemory<byte>>> histories = [];
    private long lastRun;

    public long NextRun() => Interlocked.Increment(ref lastRun);

    public InstanceHeader? Find(string instanceId)
    {
        lock (gate)
        {
            return headers.GetValueOrDefault(instanceId);
        }
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> ReadHistory(long run)
    {
        lock (gate)
        {
            return histories.TryGetValue(run, out var chunks) ? [.. chunks] : [];
        }
    }

    public IEnumerable<RunningInstance> ReadRunning()
    {
        lock (gate)
        {
            return headers.Values
                .Where(h => h.State == WorkflowState.Running)
                .OrderBy(h => h.Run)
                .Select(h => new RunningInstance(h.Id, h.ParkedUntil))
                .ToList();
        }
    }

    public Task WriteAsync(JournalWrite write)
    {
        lock (gate)
        {
            Apply(write);
        }

        return Task.CompletedTask;
    }

    public Task PurgeAsync(string instanceId, long run)
    {
        lock (gate)
        {
            headers.Remove(instanceId);
            histories.Remove(run);
        }

        return Task.CompletedTask;
    }

    /// <summary>Another journal that begins with what this one holds; from then on each is on its own.</summary>
    public MemoryJournal Copy()
    {
        var copy = new MemoryJournal();
        lock (gate)
        {
            copy.lastRun = lastRun;
            foreach (var (id, header) in headers)
            {
                copy.headers[id] = header;
            }

            foreach (var (run, chunks) in histories)
            {
                copy.histories[run] = [.. chunks];
            }
        }

        return copy;
    }

    private void Apply(JournalWrite write)
    {
        if (write.DropRun is { } dropped)
        {
            histories.Remove(dropped);
        }

        if (write.Header is { } header)
        {
            headers[header.Id] = header;
        }

        if (!write.Chunk.IsEmpty)
        {
            Append(write);
        }
    }

    private void Append(JournalWrite write)
    {
        if (!histories.TryGetValue(write.Run, out var chunks))
        {
            histories[write.Run] = chunks = [];
        }

        if (chunks.Count != write.Sequence)
        {
            throw new InvalidOperationException($"Run {write.Run} has {chunks.Count} chunks; number {write.Sequence} cannot follow.");
        }

        chunks.Add(write.Chunk);
    }
}
