using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Instances;

public sealed class DeterminismTests : EngineTest
{
    private static Task<string> ThenGo(IWorkflowContext context) => context.WaitForEventAsync<string>("go");

    private async Task<string> FailAfterChangeAsync(
        bool sqlite, Func<IWorkflowContext, string, Task<string>> before, Func<IWorkflowContext, string, Task<string>> after)
    {
        await using var host = await EngineHost.StartAsync(Catalog(before), Open(sqlite));
        await host.Client.StartAsync(Main, "one", "x");
        await host.SettleAsync();
        var made = Calls.Made.Count;
        await host.RestartAsync(Catalog(after));
        var error = await AssertFailedAsync(host);
        Assert.Equal(made, Calls.Made.Count);
        return error;
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Replay_OtherInput_FailsNamingBoth(bool sqlite)
    {
        var error = await FailAfterChangeAsync(
            sqlite,
            async (context, _) => await context.CallActivityAsync(Note, "a") + await ThenGo(context),
            async (context, _) => await context.CallActivityAsync(Note, "b") + await ThenGo(context));
        Assert.Contains("'one' is not deterministic at command 0", error, StringComparison.Ordinal);
        Assert.Contains("history has Activity 'Note'", error, StringComparison.Ordinal);
        Assert.Contains("the code issued Activity 'Note'", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Replay_OtherKind_Fails(bool sqlite)
    {
        var error = await FailAfterChangeAsync(
            sqlite,
            async (context, _) => await context.CallActivityAsync(Note, "a") + await ThenGo(context),
            async (context, _) =>
            {
                await context.DelayUntilAsync(context.UtcNow.AddDays(1));
                return "";
            });
        Assert.Contains("the code issued Timer", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Replay_FewerCommands_Fails(bool sqlite)
    {
        var error = await FailAfterChangeAsync(
            sqlite,
            async (context, _) => string.Concat(await Task.WhenAll(context.CallActivityAsync(Note, "a"), ThenGo(context))),
            async (context, _) => await context.CallActivityAsync(Note, "a"));
        Assert.Contains("at command 1: its history has Event 'go' (), the code issued nothing", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Replay_CaughtByTheWorkflow_StillFails(bool sqlite)
    {
        await FailAfterChangeAsync(
            sqlite,
            async (context, _) => await context.CallActivityAsync(Note, "a") + await ThenGo(context),
            async (context, _) =>
            {
                try
                {
                    return await context.CallActivityAsync(Note, "b");
                }
                catch (NonDeterministicWorkflowException)
                {
                    return "swallowed";
                }
            });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Workflow_AwaitsSomethingElse_FailsInsteadOfHanging(bool onAnotherThread)
    {
        await using var host = await EngineHost.StartAsync(
            Catalog(async (context, input) =>
            {
                await context.CallActivityAsync(Note, input);
                var never = new TaskCompletionSource<string>();
                return onAnotherThread ? await Task.Run(() => never.Task) : await never.Task;
            }),
            new InMemory());
        await host.Client.StartAsync(Main, "one", "x");
        Assert.Contains("awaits something that its context did not give", await AssertFailedAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflow_ComesBackFromElsewhere_FailsThoughItWaitsOnItsContextToo()
    {
        var elsewhere = new TaskCompletionSource<string>();
        await using var host = await EngineHost.StartAsync(
            Catalog(async (context, _) => await await Task.WhenAny(ThenGo(context), elsewhere.Task)), new InMemory());
        await host.Client.StartAsync(Main, "one", "x");
        Assert.Equal(WorkflowState.Running, (await StatusAsync(host)).State);
        elsewhere.SetResult("stray");
        Assert.Contains("awaits something", await AssertFailedAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_UsedOutsideItsSteps_Throws()
    {
        IWorkflowContext? leaked = null;
        await using var host = await EngineHost.StartAsync(
            Catalog((context, _) =>
            {
                leaked = context;
                return ThenGo(context);
            }),
            new InMemory());
        await host.Client.StartAsync(Main, "one", "x");
        await host.SettleAsync();
        Assert.Throws<NonDeterministicWorkflowException>(() => leaked!.NewGuid());
    }
}
