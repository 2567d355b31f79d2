using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Instances;

public sealed class SignalTests : EngineTest
{
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static readonly ActivityName<string, string> Held = new("Held");

    private WorkflowCatalog HeldCatalog(Func<IWorkflowContext, string, Task<string>> main) => Catalog(main)
        .AddActivity(Held, async (input, _) =>
        {
            await Calls.AddAsync(input);
            reached.TrySetResult();
            await gate.Task;
            return input;
        });

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Signal_TooLateToBeConsumed_StartsItAgainWithTheSameInput(bool sqlite)
    {
        await using var host = await EngineHost.StartAsync(HeldCatalog((context, input) => context.CallActivityAsync(Held, input)), Open(sqlite));
        await host.Client.StartAsync(Main, "one", "first");
        await reached.Task;
        await host.Client.SignalAsync(Main, "one", "second", "wake");
        gate.SetResult();
        await AssertCompletedAsync(host, "first");
        Assert.Equal(["first", "first"], Calls.Made);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Signal_RunFailsMeanwhile_IsNotStartedAgain(bool sqlite)
    {
        await using var host = await EngineHost.StartAsync(
            HeldCatalog(async (context, input) =>
            {
                await context.CallActivityAsync(Held, input);
                throw new InvalidOperationException("broken");
            }),
            Open(sqlite));
        await host.Client.StartAsync(Main, "one", "first");
        await reached.Task;
        await host.Client.SignalAsync(Main, "one", "second", "wake");
        gate.SetResult();
        Assert.Equal("InvalidOperationException", await AssertFailedAsync(host));
        Assert.Single(Calls.Made);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Signal_ManyWhileRunning_EachIsSeenOrStartsItAgain(bool sqlite)
    {
        var runs = 0;
        await using var host = await EngineHost.StartAsync(
            Catalog(async (context, input) =>
            {
                Interlocked.Increment(ref runs);
                return await context.CallActivityAsync(Note, input);
            }),
            Open(sqlite));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => host.Client.SignalAsync(Main, "one", "x", "wake")));
        await AssertCompletedAsync(host, "x!");
        Assert.InRange(runs, 1, 200);
        await host.Client.SignalAsync(Main, "one", "y", "wake");
        await AssertCompletedAsync(host, "y!");
    }
}
