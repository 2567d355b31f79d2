using Prakerja.Domain.Draw;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Gateways;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

public sealed class CommitmentStampsTests : IDisposable
{
    private readonly TestTimestamps tsa = new();

    public void Dispose() => tsa.Dispose();

    [Fact]
    public async Task Commitment_WithAnAuthority_IsStampedAndTheStampServed()
    {
        await using var harness = await StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        Assert.Equal(404, (await StampAsync(harness, batch)).Status);
        await harness.AdvanceToAsync(BatchPlay.Closes);

        var served = await StampAsync(harness, batch);

        Assert.Equal((200, "application/timestamp-reply"), (served.Status, served.ContentType));
        var stamp = BatchPlay.Accepted(TimestampReply.Read(served.Bytes, Hash256.Of(await harness.FileAsync(batch, "commitment"))));
        Assert.True(stamp.At < harness.Beacon.DueAt((await harness.BatchAsync(batch)).Round));
        await harness.RunTimerAsync("batches");
        await harness.AdvanceToAsync(BatchPlay.Announces);
        Assert.Equal(1, tsa.Asked);
        Assert.Equal(served.Bytes, (await StampAsync(harness, batch)).Bytes);
    }

    [Fact]
    public async Task Authority_ThatIsAwayAtFirst_IsAskedAgainBeforeTheRound()
    {
        await using var harness = await StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        tsa.Away = true;
        await harness.AdvanceToAsync(BatchPlay.Closes);
        await harness.RunTimerAsync("batches");
        Assert.Equal((2, 404), (tsa.Asked, (await StampAsync(harness, batch)).Status));

        tsa.Away = false;
        await harness.RunTimerAsync("batches");

        Assert.Equal(200, (await StampAsync(harness, batch)).Status);
    }

    [Fact]
    public async Task Authority_ThatStaysAway_DelaysNothingAndIsNotAskedOnceTheRoundIsDue()
    {
        await using var harness = await StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        tsa.Away = true;
        harness.Beacon.Late = true;
        await harness.AdvanceToAsync(BatchPlay.Closes.AddHours(3));
        tsa.Away = false;
        var asked = tsa.Asked;
        await harness.RunTimerAsync("batches");
        Assert.Equal(asked, tsa.Asked);

        harness.Beacon.Late = false;
        await harness.AdvanceToAsync(BatchPlay.Announces);

        Assert.Equal((BatchState.Announced, 404), ((await harness.BatchAsync(batch)).State, (await StampAsync(harness, batch)).Status));
    }

    [Fact]
    public async Task Stamp_LaterThanTheRound_IsNotPublished()
    {
        await using var harness = await StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var due = harness.Beacon.DueAt((await harness.BatchAsync(batch)).Round);
        tsa.Now = () => due;
        await harness.AdvanceToAsync(BatchPlay.Closes);
        Assert.Equal((1, 404), (tsa.Asked, (await StampAsync(harness, batch)).Status));

        tsa.Now = () => due.AddMilliseconds(-1);
        await harness.RunTimerAsync("batches");

        Assert.Equal(200, (await StampAsync(harness, batch)).Status);
    }

    private Task<PipelineHarness> StartAsync() => PipelineHarness.StartAsync(timestamps: time =>
    {
        tsa.Now = time.GetUtcNow;
        return tsa;
    });

    private static Task<Answer> StampAsync(PipelineHarness harness, int batch) => harness.SendAsync("GET", $"/api/public/batches/{batch}/draw/commitment.tsr");
}
