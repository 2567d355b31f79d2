using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Workflows;

public abstract class ChildContract : WorkflowContract
{
    [Fact]
    public async Task Child_Completes_OutputReachesTheParent()
    {
        await using var host = await StartHostAsync(
            (context, input) => context.CallWorkflowAsync(Child, "kid", input),
            (context, input) => context.CallActivityAsync(Note, input));
        await StartOneAsync(host, "a");
        await AssertCompletedAsync(host, "a!");
        await AssertCompletedAsync(host, "a!", "kid");
    }

    [Fact]
    public async Task Child_Fails_ExceptionInTheParent()
    {
        await using var host = await StartHostAsync(
            async (context, input) =>
            {
                await Assert.ThrowsAsync<ActivityFailedException>(() => context.CallWorkflowAsync(Child, "kid", input));
                return "told";
            },
            (context, input) => context.CallActivityAsync(Break, input));
        await StartOneAsync(host);
        await AssertCompletedAsync(host, "told");
        await AssertFailedAsync(host, "kid");
    }

    [Fact]
    public async Task Child_Terminated_ExceptionInTheParent()
    {
        await using var host = await StartHostAsync(
            (context, input) => context.CallWorkflowAsync(Child, "kid", input),
            (context, _) => context.WaitForEventAsync<string>("go"));
        await StartOneAsync(host);
        Assert.True(await host.Client.TerminateAsync("kid", "enough"));
        await AssertFailedAsync(host);
    }

    [Fact]
    public async Task Parent_Terminated_ChildrenToo()
    {
        await using var host = await StartHostAsync(
            (context, input) => context.CallWorkflowAsync(Child, "kid", input),
            (context, _) => context.WaitForEventAsync<string>("go"));
        await StartOneAsync(host);
        Assert.True(await host.Client.TerminateAsync("one", "enough"));
        await host.SettleAsync();
        Assert.Equal(WorkflowState.Terminated, (await host.Client.GetAsync("one"))?.State);
        Assert.Equal(WorkflowState.Terminated, (await host.Client.GetAsync("kid"))?.State);
    }

    [Fact]
    public async Task Children_FanOut_AllOutputs()
    {
        await using var host = await StartHostAsync(
            async (context, _) => string.Join(',', await Task.WhenAll(
                Enumerable.Range(0, 5).Select(i => context.CallWorkflowAsync(Child, $"kid{i}", $"{i}")))),
            (context, input) => context.CallActivityAsync(Note, input));
        await StartOneAsync(host);
        await AssertCompletedAsync(host, "0!,1!,2!,3!,4!");
    }

    private Task<IWorkflowHost> StartHostAsync(
        Func<IWorkflowContext, string, Task<string>> main, Func<IWorkflowContext, string, Task<string>> child) =>
        StartHostAsync(Catalog().AddWorkflow(Main, 1, main).AddWorkflow(Child, 1, child));
}
