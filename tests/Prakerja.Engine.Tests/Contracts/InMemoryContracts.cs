using Prakerja.Contracts.Workflows;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Contracts;

public sealed class InMemoryActivities : ActivityContract
{
    protected override async Task<IWorkflowHost> StartHostAsync(WorkflowCatalog catalog) => await EngineHost.StartAsync(catalog, new InMemory());
}

public sealed class InMemoryTimersAndEvents : TimerAndEventContract
{
    protected override async Task<IWorkflowHost> StartHostAsync(WorkflowCatalog catalog) => await EngineHost.StartAsync(catalog, new InMemory());
}

public sealed class InMemoryLifecycles : LifecycleContract
{
    protected override async Task<IWorkflowHost> StartHostAsync(WorkflowCatalog catalog) => await EngineHost.StartAsync(catalog, new InMemory());
}

public sealed class InMemoryChildren : ChildContract
{
    protected override async Task<IWorkflowHost> StartHostAsync(WorkflowCatalog catalog) => await EngineHost.StartAsync(catalog, new InMemory());
}
