using Prakerja.Engine.Journal;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>The engine's journal as one process sees it: each write is a step.</summary>
internal sealed class LivingJournal(IJournal inner, HostLife life, Dictionary<long, StepSubject> runs) : IJournal
{
    public long NextRun() => inner.NextRun();

    public InstanceHeader? Find(string instanceId) => inner.Find(instanceId);

    public IReadOnlyList<ReadOnlyMemory<byte>> ReadHistory(long run) => inner.ReadHistory(run);

    public IEnumerable<RunningInstance> ReadRunning() => inner.ReadRunning();

    public Task WriteAsync(JournalWrite write)
    {
        if (write.Header is { } header)
        {
            runs[header.Run] = SubjectOf(header.Id);
        }

        return life.StepAsync(runs.GetValueOrDefault(write.Run), async () =>
        {
            await inner.WriteAsync(write);
            return true;
        });
    }

    public Task PurgeAsync(string instanceId, long run) => life.StepAsync(SubjectOf(instanceId), async () =>
    {
        await inner.PurgeAsync(instanceId, run);
        return true;
    });

    /// <summary>Instances of a person begin with their id; those of a payout name its key next.</summary>
    private static StepSubject SubjectOf(string instance) =>
        instance.Split(':') switch { [var person, "pay", var key, ..] => new StepSubject(person, key), [var person, ..] => new StepSubject(person), _ => default };
}
