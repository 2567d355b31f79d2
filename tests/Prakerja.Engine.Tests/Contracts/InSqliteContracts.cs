using Prakerja.Contracts.Workflows;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Contracts;

public sealed class InSqliteActivities : ActivityContract
{
    protected override async Task<IWorkflowHost> StartHostAsync(WorkflowCatalog catalog) => await EngineHost.StartAsync(catalog, new InSqlite());
}

public sealed class InSqliteTimersAndEvents : TimerAndEventContract
{
    protected override async Task<IWorkflowHost> StartHostAsync(WorkflowCatalog catalog) => await EngineHost.StartAsync(catalog, new InSqlite());
}

public sealed class InSqliteLifecycles : LifecycleContract
{
    protected override async Task<IWorkflowHost> StartHostAsync(WorkflowCatalog catalog) => await EngineHost.StartAsync(catalog, new InSqlite());
}

public sealed class InSqliteChildren : ChildContract
{
    protected override async Task<IWorkflowHost> StartHostAsync(WorkflowCatalog catalog) => await EngineHost.StartAsync(catalog, new InSqlite());
}
