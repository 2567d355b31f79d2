using Prakerja.Engine.Journal;

namespace Prakerja.Engine.Tests.Journal;

/// <summary>Every write waits until the test lets it through, or fails it.</summary>
public sealed class GatedJournal : IJournal
{
    private readonly MemoryJournal inner = new();
    private readonly Queue<(JournalWrite Write, TaskCompletionSource Done)> held = new();

    public int Held => held.Count;

    public long NextRun() => inner.NextRun();

    public InstanceHeader? Find(string instanceId) => inner.Find(instanceId);

    public IReadOnlyList<ReadOnlyMemory<byte>> ReadHistory(long run) => inner.ReadHistory(run);

    public IEnumerable<RunningInstance> ReadRunning() => inner.ReadRunning();

    public Task PurgeAsync(string instanceId, long run) => inner.PurgeAsync(instanceId, run);

    public Task WriteAsync(JournalWrite write)
    {
        var done = new TaskCompletionSource();
        held.Enqueue((write, done));
        return done.Task;
    }

    public void Release()
    {
        var (write, done) = held.Dequeue();
        inner.WriteAsync(write).GetAwaiter().GetResult();
        done.SetResult();
    }

    public void Fail() => held.Dequeue().Done.SetException(new IOException("disk full"));
}
