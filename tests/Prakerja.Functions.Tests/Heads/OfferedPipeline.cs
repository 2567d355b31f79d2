using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Prakerja.Local.Hosting;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Functions.Tests.Heads;

/// <summary>What the pipeline offers to its heads, from the services of a real host that is not started.</summary>
public sealed class OfferedPipeline : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("prakerja-heads-").FullName;

    public OfferedPipeline()
    {
        Local = LocalWebHost.Build(new LocalOptions(directory, "http://127.0.0.1:0", VirtualClock: true, null, 1));
        PipelineServices.RegisterWorkflows(Local.Services);
    }

    public WebApplication Local { get; }

    public IReadOnlyList<Endpoint> Endpoints => Local.Services.GetRequiredService<IReadOnlyList<Endpoint>>();

    public IReadOnlyList<ITimerTask> Timers => [.. Local.Services.GetServices<ITimerTask>()];

    public IReadOnlyList<string> Queues =>
        [.. Local.Services.GetServices<IShardHandler>().Select(h => h.Queue), .. Local.Services.GetServices<IMessageHandler>().Select(h => h.Queue)];

    public WorkflowCatalog Catalog => Local.Services.GetRequiredService<WorkflowCatalog>();

    public void Dispose()
    {
        (Local as IDisposable).Dispose();
        Directory.Delete(directory, recursive: true);
    }
}
