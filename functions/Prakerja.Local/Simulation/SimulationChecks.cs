using Prakerja.Domain;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Simulation;

/// <summary>Checks the invariants whenever it is asked, and keeps what did not hold.</summary>
internal sealed class SimulationChecks(IServiceProvider services, RegistryOutage outage)
{
    private readonly DrawChecks draws = new(services.GetRequiredService<BatchStore>(), services.GetRequiredService<InProcessHttp>());
    private readonly List<string> violations = [];

    public IReadOnlyList<string> Violations => violations;

    /// <summary>How often the invariants were checked.</summary>
    public int Times { get; private set; }

    /// <summary>How many draws were repeated.</summary>
    public int Draws => draws.Repeated;

    public async Task<(Census Census, Payments Payments)> RunAsync(DateTimeOffset now)
    {
        var census = await Census.TakeAsync(services.GetRequiredService<ITableStore>(), services.GetRequiredService<BatchStore>(), now, outage);
        var payments = await Payments.ReadAsync(
            services.GetRequiredService<LedgerTotals>(), services.GetRequiredService<LedgerScan>(), services.GetRequiredService<PaymentReferences>(),
            services.GetRequiredService<PaymentBook>());
        var audit = await services.GetRequiredService<LedgerAudit>().RunAsync();
        string[] found =
        [
            .. Invariants.Check(census, payments), .. await draws.CheckAsync(census.People),
            .. audit.Differences.Select(d => $"1: {d.What} {d.Account} in {d.Place}: {d.Entries} by the entries, {d.Running} as kept"),
        ];
        violations.AddRange(found.Select(f => $"{Wib.DateOf(now):yyyy-MM-dd} {f}"));
        Times++;
        return (census, payments);
    }
}
