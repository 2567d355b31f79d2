using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Participants;

public sealed class OutboxSweepTests
{
    [Fact]
    public async Task Run_RegistrationsWaiting_TellsTheAgeOfTheOldest()
    {
        await using var harness = await PipelineHarness.StartAsync();
        using var told = new Measurements();
        var now = harness.Now;
        await WaitAsync(harness, "0a", now.AddSeconds(-30));
        await WaitAsync(harness, "0a", now.AddSeconds(-20));
        await WaitAsync(harness, "fe", now.AddSeconds(-90));

        await harness.All<ITimerTask>().OfType<OutboxSweep>().Single().RunAsync(now, CancellationToken.None);

        Assert.Equal(90, told.Last("prakerja.inbox.age"));
    }

    [Fact]
    public async Task Run_NothingWaiting_TellsZero()
    {
        await using var harness = await PipelineHarness.StartAsync();
        using var told = new Measurements();

        await harness.All<ITimerTask>().OfType<OutboxSweep>().Single().RunAsync(harness.Now, CancellationToken.None);

        Assert.Equal(0, told.Last("prakerja.inbox.age"));
    }

    private static Task<CommitResult> WaitAsync(PipelineHarness harness, string shard, DateTimeOffset since)
    {
        var id = shard + new string('0', 30);
        return harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, shard, [new TableWrite.Insert(ParticipantKeys.Inbox(since, id), "{}"u8.ToArray())]);
    }
}
