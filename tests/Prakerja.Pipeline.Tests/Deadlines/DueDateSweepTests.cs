using Prakerja.Pipeline.Deadlines;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Deadlines;

public sealed class DueDateSweepTests
{
    [Fact]
    public async Task Sweep_OverARowOfNobodyReadable_StillWakesTheOthers()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("sari@example.id");
        var id = harness.IdOf(token);
        var shard = ParticipantKeys.Shard(id);
        var broken = shard + new string('0', 30);
        var before = (await harness.Get<ParticipantStore>().FindAsync(id))!.Wake;
        await harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, shard,
        [
            new TableWrite.Upsert(ParticipantKeys.Main(broken), "{"u8.ToArray()),
            new TableWrite.Upsert(DueDates.Row(harness.Now.AddMinutes(-2), broken, "a"), PipelineJson.Write(new DueDate(broken))),
            new TableWrite.Upsert(DueDates.Row(harness.Now.AddMinutes(-1), id, "b"), PipelineJson.Write(new DueDate(id))),
        ]);

        await harness.RunTimerAsync("due-dates");
        await harness.SettleAsync();

        Assert.Equal(before + 1, (await harness.Get<ParticipantStore>().FindAsync(id))!.Wake);
    }
}
