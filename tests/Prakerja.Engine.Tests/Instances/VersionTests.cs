using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Instances;

public sealed class VersionTests : EngineTest
{
    private WorkflowCatalog First() => Catalog(async (context, _) =>
        $"{context.Version} {await context.WaitForEventAsync<string>("go")}");

    private WorkflowCatalog Both() => First().AddWorkflow(Main, 2, async (context, input) =>
        $"{context.Version} {await context.CallActivityAsync(Note, input)}");

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Instance_NewVersionDeployed_StaysOnItsOwn(bool sqlite)
    {
        await using var host = await EngineHost.StartAsync(First(), Open(sqlite));
        await host.Client.StartAsync(Main, "one", "x");
        await host.SettleAsync();
        await host.RestartAsync(Both());
        await host.Client.StartAsync(Main, "two", "x");
        await host.Client.RaiseEventAsync("one", "go", "old");
        await AssertCompletedAsync(host, "1 old");
        await AssertCompletedAsync(host, "2 x!", "two");
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Instance_VersionMissing_IsSuspendedAndComesBackWithIt(bool sqlite)
    {
        var second = Catalog().AddWorkflow(Main, 2, (_, input) => Task.FromResult(input));
        await using var host = await EngineHost.StartAsync(First(), Open(sqlite));
        await host.Client.StartAsync(Main, "one", "x");
        await host.SettleAsync();
        await host.RestartAsync(second);
        var status = await StatusAsync(host);
        Assert.Equal(WorkflowState.Running, status.State);
        Assert.Equal("Suspended: this build has no version 1 of workflow 'Main'.", status.Error);
        Assert.True(await host.Client.RaiseEventAsync("one", "go", "kept"));
        await host.RestartAsync(Both());
        await AssertCompletedAsync(host, "1 kept");
    }

    [Fact]
    public async Task Suspended_Terminated_Ends()
    {
        await using var host = await EngineHost.StartAsync(First(), new InMemory());
        await host.Client.StartAsync(Main, "one", "x");
        await host.SettleAsync();
        await host.RestartAsync(Catalog().AddWorkflow(Main, 2, (_, input) => Task.FromResult(input)));
        Assert.True(await host.Client.TerminateAsync("one", "old"));
        Assert.Equal((WorkflowState.Terminated, "old"), ((await StatusAsync(host)).State, (await StatusAsync(host)).Error));
    }

    [Fact]
    public async Task Start_UnknownWorkflow_Refused()
    {
        await using var host = await EngineHost.StartAsync(Catalog(), new InMemory());
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.StartAsync(Main, "one", "x"));
        Assert.Null(await host.Client.GetAsync("one"));
    }

    [Fact]
    public async Task Child_UnknownWorkflow_FailsTheCall()
    {
        await using var host = await EngineHost.StartAsync(Catalog((context, input) => context.CallWorkflowAsync(Child, "kid", input)), new InMemory());
        await host.Client.StartAsync(Main, "one", "x");
        Assert.Contains("no workflow 'Child'", await AssertFailedAsync(host), StringComparison.Ordinal);
    }
}
