using System.Text.Json;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Workflows;

/// <summary>What every back end of <see cref="IWorkflowClient"/> and <see cref="IWorkflowContext"/> does. One class per subject, each inherited by each adapter's tests.</summary>
public abstract class WorkflowContract
{
    protected static readonly WorkflowName<string, string> Main = new("Main");
    protected static readonly WorkflowName<string, string> Child = new("Child");
    protected static readonly ActivityName<string, string> Note = new("Note");
    protected static readonly ActivityName<string, string> Break = new("Break");

    protected Calls Calls { get; } = new();

    protected abstract Task<IWorkflowHost> StartHostAsync(WorkflowCatalog catalog);

    protected WorkflowCatalog Catalog() => new WorkflowCatalog(new JsonSerializerOptions(JsonSerializerDefaults.Web))
        .AddActivity(Note, (call, _) => Calls.AddAsync(call))
        .AddActivity(Break, async (call, _) =>
        {
            await Calls.AddAsync(call);
            throw new TimeoutException("broken");
        });

    protected Task<IWorkflowHost> StartHostAsync(Func<IWorkflowContext, string, Task<string>> main) =>
        StartHostAsync(Catalog().AddWorkflow(Main, 1, main));

    /// <summary>Starts <see cref="Main"/> as <c>one</c> and lets everything due now run.</summary>
    protected static async Task StartOneAsync(IWorkflowHost host, string input = "in")
    {
        Assert.Equal(StartOutcome.Started, await host.Client.StartAsync(Main, "one", input));
        await host.SettleAsync();
    }

    protected static async Task AssertCompletedAsync(IWorkflowHost host, string output, string instance = "one")
    {
        await host.SettleAsync();
        var status = await host.Client.GetAsync(instance);
        Assert.Equal((WorkflowState.Completed, null), (status?.State, status?.Error));
        Assert.Equal(output, JsonSerializer.Deserialize<string>(status!.Output!));
    }

    protected static async Task<string> AssertFailedAsync(IWorkflowHost host, string instance = "one")
    {
        await host.SettleAsync();
        var status = await host.Client.GetAsync(instance);
        Assert.Equal(WorkflowState.Failed, status?.State);
        return Assert.IsType<string>(status!.Error);
    }

    protected static async Task AssertRunningAsync(IWorkflowHost host, string instance = "one")
    {
        await host.SettleAsync();
        Assert.Equal(WorkflowState.Running, (await host.Client.GetAsync(instance))?.State);
    }
}
