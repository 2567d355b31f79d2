using Prakerja.Engine.Journal;

namespace Prakerja.Engine.Tests.Crashes;

/// <summary>Dies at a given write, before or after making it durable, and takes none afterwards.</summary>
public sealed class CrashingJournal(IJournal inner, int writes, bool afterwards) : IJournal
{
    private int left = writes;

    /// <summary>Called once it has died: so does the process.</summary>
    public Action Died { get; set; } = () => { };

    public bool HasCrashed => Volatile.Read(ref left) <= 0;

    public long NextRun() => inner.NextRun();

    public InstanceHeader? Find(string instanceId) => inner.Find(instanceId);

    public IReadOnlyList<ReadOnlyMemory<byte>> ReadHistory(long run) => inner.ReadHistory(run);

    public IEnumerable<RunningInstance> ReadRunning() => inner.ReadRunning();

    public Task PurgeAsync(string instanceId, long run) => WriteOrDieAsync(() => inner.PurgeAsync(instanceId, run));

    public Task WriteAsync(JournalWrite write) => WriteOrDieAsync(() => inner.WriteAsync(write));

    private async Task WriteOrDieAsync(Func<Task> write)
    {
        var remaining = Interlocked.Decrement(ref left);
        if (remaining > 0 || (remaining == 0 && afterwards))
        {
            await write();
        }

        if (remaining <= 0)
        {
            Died();
            throw new IOException("The process has died.");
        }
    }
}
