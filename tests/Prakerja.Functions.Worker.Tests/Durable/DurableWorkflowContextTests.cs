using System.Text.Json;
using Prakerja.Functions.Durable;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Worker.Tests.Durable;

public sealed class DurableWorkflowContextTests
{
    private static readonly DateTime Now = new(2026, 1, 5, 1, 0, 0, DateTimeKind.Utc);
    private readonly FakeOrchestration orchestration = new(Now);
    private readonly DurableWorkflowContext context;

    public DurableWorkflowContextTests() => context = new DurableWorkflowContext(orchestration, new WorkflowCatalog(PipelineJson.Options), 3);

    private DateTimeOffset Later => context.UtcNow.AddHours(1);

    [Fact]
    public async Task Event_BeforeItsTime_ArrivesAndEndsTheTimer()
    {
        var wait = context.WaitForEventAsync<string>("wake", Later);
        orchestration.Raise("now");

        Assert.Equal(new EventWait<string>(true, "now"), await wait);
        Assert.Equal((1, Later.UtcDateTime), (orchestration.CancelledTimers, Assert.Single(orchestration.Timers)));
    }

    [Fact]
    public async Task Event_AfterAWaitWasGivenUp_ReachesTheNextWait()
    {
        var first = context.WaitForEventAsync<string>("wake", Later);
        orchestration.FireTimer();
        Assert.False((await first).Arrived);

        orchestration.Raise("late");

        Assert.Equal("late", await context.WaitForEventAsync<string>("wake"));
        Assert.Equal(1, orchestration.Waits);
    }

    [Fact]
    public async Task Event_WhoseTimeHasPassed_IsNotWaitedFor()
    {
        Assert.False((await context.WaitForEventAsync<string>("wake", context.UtcNow)).Arrived);
        Assert.Empty(orchestration.Timers);
    }

    [Fact]
    public async Task ContinueAsNew_WithAnEventThatNobodyTook_SendsItToTheNextRun()
    {
        var wait = context.WaitForEventAsync<string>("wake", Later);
        orchestration.FireTimer();
        await wait;
        orchestration.Raise("late");

        context.ContinueAsNew(42);

        Assert.Equal("late", Assert.Single(orchestration.Sent).Payload.GetString());
        Assert.Equal("""{"version":3,"input":42}""", JsonSerializer.Serialize(orchestration.NextInput));
    }

    [Fact]
    public async Task Activity_ThatFails_IsThePipelinesFailure()
    {
        var failure = await Assert.ThrowsAsync<ActivityFailedException>(() => context.CallActivityAsync(new ActivityName<int, int>("Count"), 1, RetryPolicy.Standard));

        Assert.Equal("Activity 'Count' failed: FormatException", failure.Message);
    }

    [Fact]
    public async Task Input_OverTheLimit_IsRefusedBeforeItIsStored() => await Assert.ThrowsAsync<InvalidOperationException>(() =>
        context.CallActivityAsync(new ActivityName<string, int>("Count"), new string('x', WorkflowCatalog.MaxPayload)));

    [Fact]
    public async Task Delay_ThatHasPassed_NeedsNoTimer()
    {
        await context.DelayUntilAsync(context.UtcNow);

        Assert.Empty(orchestration.Timers);
    }
}
