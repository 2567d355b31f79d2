using Prakerja.Engine.Time;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox;

/// <summary>The outside world as a whole: what it does later is taken up again at start, and its calls are mapped under <c>/sandbox</c>.</summary>
public sealed class SandboxWorld
{
    private readonly IReadOnlyList<ISandboxPart> parts;
    private readonly IReadOnlyList<ISandboxCalls> calls;
    private readonly TimeProvider clock;
    private readonly WorkTracker work;

    internal SandboxWorld(IEnumerable<ISandboxPart> parts, IEnumerable<ISandboxCalls> calls, TimeProvider clock, WorkTracker work) =>
        (this.parts, this.calls, this.clock, this.work) = ([.. parts], [.. calls], clock, work);

    /// <summary>Every call under <c>/sandbox</c>, answering only after what is due now has run.</summary>
    public IEnumerable<Endpoint> Endpoints => calls.SelectMany(c => c.Endpoints).Select(Settled);

    public async Task StartAsync(CancellationToken cancellation = default)
    {
        foreach (var part in parts)
        {
            await part.StartAsync(cancellation);
        }
    }

    /// <summary>Begins nothing new; what was begun is in the tables.</summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        foreach (var part in parts)
        {
            await part.StopAsync(cancellation);
        }
    }

    private Endpoint Settled(Endpoint endpoint) => endpoint with
    {
        HandleAsync = async call =>
        {
            await SettleAsync(call.Cancellation);
            var reply = await endpoint.HandleAsync(call);
            await SettleAsync(call.Cancellation);
            return reply;
        },
    };

    /// <summary>Only where time stands still is there such a thing as all that is due having run.</summary>
    private Task SettleAsync(CancellationToken cancellation) =>
        clock is VirtualClock ? work.WhenIdleAsync().WaitAsync(cancellation) : Task.CompletedTask;
}

/// <summary>Something of the outside world that goes on by itself.</summary>
internal interface ISandboxPart
{
    Task StartAsync(CancellationToken cancellation);

    Task StopAsync(CancellationToken cancellation);
}
