using System.Globalization;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Simulation;
using Prakerja.Pipeline.Tests.Ledger;

namespace Prakerja.Simulation.Tests;

/// <summary>The journal of a simulated year, read by somebody else's accounting program.</summary>
public sealed class JournalOfAYearTests
{
    private const int Applicants = 20;

    [HledgerFact]
    public async Task Journal_OfASimulatedYear_HasOurBalancesInHledger()
    {
        var file = Path.GetTempFileName();
        try
        {
            SimulationReport year;
            await using (var journal = File.Create(file))
            {
                year = SimulationRun.Run(Applicants, 3, SchemeTable.Normal, Troubles.Harsh, _ => { }, journal);
            }

            Assert.Empty(year.Violations);
            await HledgerFactAttribute.RunAsync("-f", file, "check");
            Assert.Equal(year.Balances, await BalancesAsync(file));
            var chart = (await File.ReadAllLinesAsync(file)).Where(l => l.StartsWith("account ", StringComparison.Ordinal)).Select(l => l["account ".Length..]).ToArray();
            Assert.All(year.Balances.Keys, account => Assert.Contains(account.Split(':')[0], chart));
            Assert.All(
                ["treasury", "budget:2026", "budget:2026:", "payable:", "paid:", "treasury-returns:2026"],
                kind => Assert.Contains(year.Balances, a => kind.EndsWith(':') ? a.Key.StartsWith(kind, StringComparison.Ordinal) : a.Key == kind));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>By account, without what its sub-accounts have.</summary>
    private static async Task<SortedDictionary<string, long>> BalancesAsync(string file)
    {
        var csv = await HledgerFactAttribute.RunAsync("-f", file, "balance", "--flat", "--no-total", "-O", "csv");
        return new SortedDictionary<string, long>(
            csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
                .ToDictionary(c => c[0].Trim('"'), c => long.Parse(c[1].Trim('"')["IDR ".Length..], CultureInfo.InvariantCulture)),
            StringComparer.Ordinal);
    }
}
