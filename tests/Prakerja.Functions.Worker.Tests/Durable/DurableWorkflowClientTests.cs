using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;
using Prakerja.Functions.Durable;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Worker.Tests.Durable;

public sealed class DurableWorkflowClientTests
{
    private static readonly WorkflowName<int, int> Workflow = new("Test");
    private readonly Mock<DurableTaskClient> durable = new("test");
    private readonly DurableWorkflowClient client;

    public DurableWorkflowClientTests()
    {
        var (clients, catalog) = (new DurableClients(), new WorkflowCatalog(PipelineJson.Options));
        catalog.AddWorkflow(Workflow, 1, (_, input) => Task.FromResult(input)).AddWorkflow(Workflow, 2, (_, input) => Task.FromResult(input));
        clients.Use(durable.Object);
        client = new DurableWorkflowClient(clients, catalog);
    }

    [Fact]
    public async Task Start_OfTheNewestVersion_NamesTheStatesThatAreLeftAlone()
    {
        Assert.Equal(StartOutcome.Started, await client.StartAsync(Workflow, "id", 7));

        durable.Verify(d => d.ScheduleNewOrchestrationInstanceAsync(
            "Test", It.Is<object>(i => i.ToString() == """{"version":2,"input":7}"""),
            It.Is<StartOrchestrationOptions>(o => o.InstanceId == "id" && o.DedupeStatuses!.SequenceEqual(new[] { "Pending", "Running", "Suspended" })), default));
    }

    [Fact]
    public async Task Signal_ToARunningInstance_RaisesTheEvent()
    {
        Starts().ThrowsAsync(new OrchestrationAlreadyExistsException("it runs"));
        Finds(OrchestrationRuntimeStatus.Running);

        await client.SignalAsync(Workflow, "id", 7, "wake");

        durable.Verify(d => d.RaiseEventAsync("id", "wake", It.IsAny<object>(), default), Times.Once);
    }

    [Fact]
    public async Task Signal_ToAnInstanceThatEndsMeanwhile_StartsItAgain()
    {
        var starts = 0;
        Starts().Returns(() => ++starts == 1 ? throw new OrchestrationAlreadyExistsException("it runs") : Task.FromResult("id"));
        Finds(OrchestrationRuntimeStatus.Completed);

        await client.SignalAsync(Workflow, "id", 7, "wake");

        Assert.Equal(2, starts);
    }

    /// <summary>How a host answers that does throw for such events; ours is set not to.</summary>
    [Theory]
    [InlineData(StatusCode.FailedPrecondition)]
    [InlineData(StatusCode.NotFound)]
    public async Task Signal_ToAnInstanceThatEndedBeforeTheEvent_StartsItAgain(StatusCode answer)
    {
        var starts = 0;
        Starts().Returns(() => ++starts == 1 ? throw new OrchestrationAlreadyExistsException("it runs") : Task.FromResult("id"));
        Raises().ThrowsAsync(new RpcException(new Status(answer, "it has ended")));
        Finds(OrchestrationRuntimeStatus.Completed);

        await client.SignalAsync(Workflow, "id", 7, "wake");

        Assert.Equal(2, starts);
    }

    [Fact]
    public async Task Event_ForAnInstanceThatEndsMeanwhile_IsNotDelivered()
    {
        Finds(OrchestrationRuntimeStatus.Running);
        Raises().ThrowsAsync(new RpcException(new Status(StatusCode.FailedPrecondition, "it has ended")));

        Assert.False(await client.RaiseEventAsync("id", "answered", 7));
    }

    [Fact]
    public async Task Host_ThatIsAway_IsPassingTrouble()
    {
        Starts().ThrowsAsync(new RpcException(new Status(StatusCode.Unavailable, "away")));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => client.StartAsync(Workflow, "id", 7));
    }

    private Moq.Language.Flow.ISetup<DurableTaskClient, Task<string>> Starts() => durable.Setup(d => d.ScheduleNewOrchestrationInstanceAsync(
        It.IsAny<TaskName>(), It.IsAny<object>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()));

    private Moq.Language.Flow.ISetup<DurableTaskClient, Task> Raises() =>
        durable.Setup(d => d.RaiseEventAsync("id", It.IsAny<string>(), It.IsAny<object>(), It.IsAny<CancellationToken>()));

    private void Finds(OrchestrationRuntimeStatus status) =>
        durable.Setup(d => d.GetInstancesAsync("id", false, default)).ReturnsAsync(new OrchestrationMetadata("Test", "id") { RuntimeStatus = status });
}
