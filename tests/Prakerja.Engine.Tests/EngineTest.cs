using System.Text.Json;
using Prakerja.Contracts.Workflows;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests;

/// <summary>Names and catalogs that the engine's own tests share; each test runs on both journals.</summary>
public abstract class EngineTest
{
    protected static readonly WorkflowName<string, string> Main = new("Main");
    protected static readonly WorkflowName<string, string> Child = new("Child");
    protected static readonly ActivityName<string, string> Note = new("Note");

    /// <summary>For theories over both journals.</summary>
    public static TheoryData<bool> Journals => [false, true];

    protected Calls Calls { get; } = new();

    protected static TestJournal Open(bool sqlite) => sqlite ? new InSqlite() : new InMemory();

    protected WorkflowCatalog Catalog() =>
        new WorkflowCatalog(new JsonSerializerOptions(JsonSerializerDefaults.Web)).AddActivity(Note, (call, _) => Calls.AddAsync(call));

    protected WorkflowCatalog Catalog(Func<IWorkflowContext, string, Task<string>> main) => Catalog().AddWorkflow(Main, 1, main);

    protected static async Task<WorkflowStatus> StatusAsync(EngineHost host, string id = "one")
    {
        await host.SettleAsync();
        return Assert.IsType<WorkflowStatus>(await host.Client.GetAsync(id));
    }

    protected static async Task AssertCompletedAsync(EngineHost host, string output, string id = "one")
    {
        var status = await StatusAsync(host, id);
        Assert.Equal((WorkflowState.Completed, null), (status.State, status.Error));
        Assert.Equal(output, JsonSerializer.Deserialize<string>(status.Output!));
    }

    protected static async Task<string> AssertFailedAsync(EngineHost host, string id = "one")
    {
        var status = await StatusAsync(host, id);
        Assert.Equal(WorkflowState.Failed, status.State);
        return status.Error!;
    }
}
