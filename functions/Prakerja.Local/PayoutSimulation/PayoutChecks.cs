using Prakerja.Domain;
using Prakerja.Pipeline;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.PayoutSimulation;

/// <param name="Payouts">Incentives of which at least one attempt was made.</param>
/// <param name="Outcomes">How each incentive stands.</param>
internal sealed record Findings(long Payouts, long PaidOut, IReadOnlyList<string> Outcomes, IReadOnlyList<string> Violations);

/// <summary>Compares, at the end of a world, what partners really paid with what the ledger, the people's rows and the rules say.</summary>
internal static class PayoutChecks
{
    /// <param name="untilTheEnd">Everything must have come to its end.</param>
    public static async Task<Findings> RunAsync(PayoutWorld world, IReadOnlyList<Person> people, bool untilTheEnd = true)
    {
        var host = world.Host;
        var made = await host.Get<PaymentBook>().MadeAsync();
        var rows = new List<Participant>();
        foreach (var person in people)
        {
            rows.Add((await host.Get<ParticipantStore>().FindAsync(person.Id))!);
        }

        var moved = await host.Get<PaymentBook>().MovedAsync();
        var suspended = await SuspendedAsync(host);
        var transfers = await host.Get<LedgerScan>().AllAsync().ToListAsync();
        var known = await host.Get<PaymentReferences>().AllAsync().ToDictionaryAsync(r => r.Reference, StringComparer.Ordinal);
        List<string> violations =
        [
            .. world.Errors.All, .. MoneyChecks.Ledger(transfers, made), .. MoneyChecks.Twice(made, known, world.Sent.All.Select(s => s.Instruction.Reference), suspended),
            .. people.Zip(rows).SelectMany(pair => new PersonChecks(world, pair.First, pair.Second, known, suspended).Check(moved, transfers, untilTheEnd)),
            .. await WaitChecks.CheckAsync(host, people, rows), .. await BalanceChecks.CheckAsync(host.Get<ITableStore>(), transfers),
        ];
        var outcomes = rows.SelectMany(row => IncentivePlan.Evaluate(IncentiveFactsReader.Of(row, world.Now)!, world.Now).Select(i => Told(i, row))).ToArray();
        return new Findings(rows.Sum(r => r.Payouts.Count), made.Sum(m => m.Amount), outcomes, violations);
    }

    /// <summary>References of which money waits for two people's decision.</summary>
    private static async Task<HashSet<string>> SuspendedAsync(PayoutHost host) =>
        [.. await host.Get<ITableStore>().RowsAsync(PayoutCases.Table, CaseKinds.Suspense, PayoutCases.Every).Select(r => PipelineJson.Read<PayoutCase>(r.Body))
            .Where(c => c.IsOpen).Select(c => c.Reference).ToListAsync()];

    private static string Told(Incentive incentive, Participant row)
    {
        var attempts = row.Payouts.FirstOrDefault(p => p.Key == incentive.Key)?.Attempt ?? 0;
        return incentive.State == IncentiveState.Paid ? attempts == 1 ? "paid at the first attempt" : "paid at a later attempt" : incentive.State.Word();
    }
}
