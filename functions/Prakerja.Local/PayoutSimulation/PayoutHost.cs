using Microsoft.Extensions.DependencyInjection.Extensions;
using Prakerja.Embedded.Blobs;
using Prakerja.Embedded.Signals;
using Prakerja.Engine;
using Prakerja.Engine.Time;
using Prakerja.Local.Sandbox;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>One process over what earlier ones left: the pipeline's services, the workflow engine and the sandbox's banks and wallets.</summary>
internal sealed class PayoutHost : IDisposable
{
    private const int ShardConcurrency = 3;
    private readonly HostServices services;
    private readonly ITimerTask[] timers;
    private bool disposed;

    public PayoutHost(PersistedState state, StepWatch watch, PartnerLog log, Webhooks.Fate fate, ErrorLog errors)
    {
        Life = new HostLife(watch);
        Work = new WorkTracker();
        Clock = new VirtualClock(state.Now, Work) { Moved = now => state.Now = Life.IsOver ? state.Now : now };
        services = PayoutServices.Build(this, state, watch, log, fate, errors);
        timers = [.. services.GetServices<ITimerTask>().Where(PayoutServices.Concerns)];
    }

    public HostLife Life { get; }

    public WorkTracker Work { get; }

    public VirtualClock Clock { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Takes up what was left, and settles.</summary>
    public async Task StartAsync()
    {
        PipelineServices.RegisterWorkflows(services);
        await Get<WorkflowEngine>().StartAsync();
        foreach (var part in services.GetServices<ISandboxPart>())
        {
            await part.StartAsync(default);
        }

        Get<ShardPump>().Start(services.GetServices<IShardHandler>(), ShardConcurrency);
        await RunAsync(() => Get<OutboxSweep>().RunAsync(Clock.GetUtcNow(), default));
    }

    /// <summary>Does something and everything that follows from it now.</summary>
    public async Task RunAsync(Func<Task> act)
    {
        Work.Enter();
        try
        {
            await act();
        }
        finally
        {
            Work.Exit();
        }

        await Work.WhenIdleAsync();
    }

    /// <summary>Every timer of the programme that concerns payouts, once.</summary>
    /// <param name="all">Those too that go through the whole ledger.</param>
    public async Task RunTimersAsync(bool all)
    {
        foreach (var timer in timers.Where(t => all || !PayoutServices.IsLong(t)))
        {
            await RunAsync(() => timer.RunAsync(Clock.GetUtcNow(), default));
        }
    }

    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            Life.End();
            _ = Get<WorkflowEngine>().DisposeAsync().AsTask();
            Clock.Dispose();
        }
    }
}
