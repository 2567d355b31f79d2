using Prakerja.Contracts.Outside;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Tests.Sandbox.Payments;

/// <summary>A wallet of the sandbox, instructed one by one.</summary>
public sealed class SandboxPaymentContractTests : PaymentPartnerContract
{
    protected override async Task<IPaymentBench> OpenAsync() => new SandboxPaymentBench(await SandboxHarness.StartAsync(), "ovo");
}

/// <summary>A bank of the sandbox, behind files that go both ways.</summary>
public sealed class SandboxBankContractTests : PaymentPartnerContract
{
    protected override async Task<IPaymentBench> OpenAsync() => new SandboxPaymentBench(await SandboxHarness.StartAsync(), "bni");
}

internal sealed class SandboxPaymentBench(SandboxHarness host, string provider) : IPaymentBench
{
    public string Provider => provider;

    public IPaymentPartner Partner => host.Get<IPaymentPartner>();

    public Task BehaveAsync(string account, string behaviour) => host.CallAsync("PUT", $"/sandbox/payments/{account}", new { behaviour });

    public async Task<IReadOnlyList<(string Reference, long Amount)>> MadeAsync() =>
        [.. (await host.Get<PaymentBook>().MadeAsync()).Select(m => (m.Reference, m.Amount))];

    public async Task<T> WithTimeAsync<T>(Func<Task<T>> run)
    {
        var running = host.TrackedAsync(run);
        await host.Work.WhenIdleAsync();
        await host.AdvanceAsync(TimeSpan.FromSeconds(30));
        return await running;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
