using Moq;
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

    [Fact]
    public async Task Run_ManyWaitToBeWoken_SignalsOfAllShardsComeFirst()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var tables = harness.Get<ITableStore>();
        await WaitAsync(harness, "ff", harness.Now);
        await tables.CommitAsync(ParticipantKeys.Table, "00", [new TableWrite.Insert(ParticipantKeys.OutgoingWake("00" + new string('0', 30)), "{}"u8.ToArray())]);
        IReadOnlyList<(string Queue, string Shard)> given = [];
        var workflows = new Mock<IWorkflowClient>();
        workflows.Setup(w => w.StartAsync(LifecycleNames.ParticipantLifecycle, It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Callback(() => given = harness.Signals.Take()).ReturnsAsync(StartOutcome.Started);

        await new OutboxSweep(tables, harness.Signals, workflows.Object).RunAsync(harness.Now, CancellationToken.None);

        Assert.Equal([("registrations", "ff")], given);
    }

    private static Task<CommitResult> WaitAsync(PipelineHarness harness, string shard, DateTimeOffset since)
    {
        var id = shard + new string('0', 30);
        return harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, shard, [new TableWrite.Insert(ParticipantKeys.Inbox(since, id), "{}"u8.ToArray())]);
    }
}
