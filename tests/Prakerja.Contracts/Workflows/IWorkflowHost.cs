using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Workflows;

/// <summary>A back end that runs a catalog, as the contract drives it. Waits of the contract are at most a few seconds: a host without a virtual clock really waits.</summary>
public interface IWorkflowHost : IAsyncDisposable
{
    IWorkflowClient Client { get; }

    /// <summary>Completes when everything due now has run.</summary>
    Task SettleAsync();

    /// <summary>Lets the time pass and everything due on the way run.</summary>
    Task AdvanceAsync(TimeSpan by);
}
