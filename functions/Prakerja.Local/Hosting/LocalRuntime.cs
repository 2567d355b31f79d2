using Prakerja.Embedded.Queues;
using Prakerja.Embedded.Signals;
using Prakerja.Embedded.Timers;
using Prakerja.Engine;
using Prakerja.Local.Sandbox;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Hosting;

/// <summary>Starts the background parts in the order they need each other, repairs what a crash left, and stops them gracefully.</summary>
public sealed class LocalRuntime(
    IServiceProvider services, WorkflowEngine engine, ShardPump shards, QueuePump queues, TimerHost timers, OutboxSweep sweep, BankFilesSweep bankFiles,
    SandboxWorld sandbox, TimeProvider clock) : IHostedService
{
    // Few at a time: while a burst lasts, accepting goes before working off what was accepted.
    private const int ShardConcurrency = 3;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        PipelineServices.RegisterWorkflows(services);
        await engine.StartAsync(cancellationToken);
        await sandbox.StartAsync(cancellationToken);
        await queues.StartAsync(cancellationToken);
        shards.Start(services.GetServices<IShardHandler>(), ShardConcurrency);
        await sweep.RunAsync(clock.GetUtcNow(), cancellationToken);
        await bankFiles.RunAsync(clock.GetUtcNow(), cancellationToken);
        await timers.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await timers.DisposeAsync();
        shards.Stop();
        await queues.StopAsync(cancellationToken);
        await sandbox.StopAsync(cancellationToken);
        await engine.StopAsync(cancellationToken);
    }
}
