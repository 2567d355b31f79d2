using System.Globalization;
using System.Text;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Local.Simulation;

/// <summary>The funnel, the money and the invariants of a simulated year. Nothing in it depends on the machine: the same seed gives the same bytes.</summary>
/// <param name="Violations">What does not hold; none, always.</param>
public sealed record SimulationReport(string Text, IReadOnlyList<string> Violations)
{
    /// <summary>Posted Rupiah of every single account by the ledger's entries, those without any left out.</summary>
    public IReadOnlyDictionary<string, long> Balances { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Batch 1 (programme.md, Scale): registered, e-mail proven, NIK verified, places.</summary>
    private static readonly (string Milestone, long Published)[] BatchOne =
        [(Milestones.Registered, 5_965_048), (Milestones.EmailProven, 4_428_669), (Milestones.IdentityVerified, 3_294_190)];

    internal static async Task<SimulationReport> MakeAsync(IServiceProvider services, SimulationWorld world, SimulatedOffice office, SimulationChecks checks, int applicants, long seed)
    {
        var totals = await services.GetRequiredService<FunnelCounters>().TotalsAsync();
        var (people, payments) = await checks.RunAsync(world.Now);
        var (ledger, violations) = (payments.Ledger, checks.Violations);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Simulated year 2026, scheme {office.Scheme.Code}: {applicants} applicants, seed {seed}\n\nFunnel\n");
        foreach (var milestone in Milestones.All)
        {
            var count = totals[milestone].GetValueOrDefault("");
            var published = BatchOne.FirstOrDefault(b => b.Milestone == milestone).Published;
            var scaled = published == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"   batch 1 at this scale: {published * (double)applicants / 5_965_048:F0}");
            text.Append(CultureInfo.InvariantCulture, $"  {milestone,-18}{count,10}{scaled}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  places a batch    {office.Quota,10}   batch 1 at this scale: {200_000.0 * applicants / 5_965_048:F0}\n");
        text.Append(CultureInfo.InvariantCulture, $"  regencies          {people.Regencies,9}   of 514\n");
        Section(text, "How everybody stands at the end", people.Standings);
        Section(text, "Ledger (Rupiah, posted)", ledger.Accounts.ToDictionary(a => a.Key, a => a.Value.Posted));
        text.Append(CultureInfo.InvariantCulture, $"  sum {ledger.Sum}, {ledger.Transfers} transfers; partners say they paid {payments.Made.Sum(p => p.Amount)} in {payments.Made.Count}\n");
        Section(text, "Refused calls", world.Refusals.ToDictionary(r => r.Key, r => (long)r.Value));
        text.Append(CultureInfo.InvariantCulture, $"\nInvariants, checked {checks.Times} times, {checks.Draws} draws repeated: {(violations.Count == 0 ? "all hold" : $"{violations.Count} violated")}\n");
        foreach (var violation in violations)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {violation}\n");
        }

        return new SimulationReport(text.ToString(), violations) { Balances = await BalancesAsync(services.GetRequiredService<LedgerScan>()) };
    }

    private static async Task<SortedDictionary<string, long>> BalancesAsync(LedgerScan scan)
    {
        var balances = new Balances();
        await foreach (var row in scan.AllAsync())
        {
            balances.Add(row.ToTransfer());
        }

        return new SortedDictionary<string, long>(balances.All.Where(a => a.Value.Posted != 0).ToDictionary(a => a.Key, a => a.Value.Posted), StringComparer.Ordinal);
    }

    private static void Section(StringBuilder text, string title, IReadOnlyDictionary<string, long> lines)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{title}\n");
        foreach (var (name, value) in lines.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name,-60} {value,16}\n");
        }
    }
}
