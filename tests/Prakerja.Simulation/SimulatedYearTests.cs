using System.Globalization;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Simulation;

namespace Prakerja.Simulation.Tests;

/// <summary>A seeded slice of <c>simulate</c>: everything but its size is the command's.</summary>
public sealed class SimulatedYearTests
{
    private const int Applicants = 60;

    private static readonly Lazy<SimulationReport> Year = new(() => Run(1, SchemeTable.Normal));

    [Fact]
    public void Run_SameSeedTwice_GivesTheSameBytes() => Assert.Equal(Year.Value.Text, Run(1, SchemeTable.Normal).Text);

    [Fact]
    public void Run_AnyYear_HoldsAllInvariantsAndSaysHowEverybodyStands()
    {
        Assert.Empty(Year.Value.Violations);
        Assert.Equal(Applicants, Figure(Year.Value, "registered"));
        Assert.Equal(Applicants, Standings(Year.Value).Sum());
        Assert.True(Figure(Year.Value, "paid") > 0 && Figure(Year.Value, "refused") > 0, Year.Value.Text);
    }

    [Fact]
    public void Run_OtherSeed_GivesAnotherYear()
    {
        var other = Run(2, SchemeTable.Normal);

        Assert.Empty(other.Violations);
        Assert.NotEqual(Body(Year.Value), Body(other));
    }

    [Fact]
    public void Run_OtherScheme_HoldsAllInvariantsAndPays()
    {
        var other = Run(1, SchemeTable.SemiBansos);

        Assert.Empty(other.Violations);
        Assert.Contains("scheme semi-bansos", other.Text, StringComparison.Ordinal);
        Assert.True(Figure(other, "paid") > 0, other.Text);
    }

    private static SimulationReport Run(long seed, Scheme scheme) => SimulationRun.Run(Applicants, seed, scheme, Troubles.Harsh, _ => { });

    /// <summary>The count of a line of the funnel.</summary>
    private static long Figure(SimulationReport report, string milestone) => NumberOf(report.Text.Split('\n').First(l => l.StartsWith($"  {milestone} ", StringComparison.Ordinal)), 1);

    private static IEnumerable<long> Standings(SimulationReport report) => report.Text.Split('\n')
        .SkipWhile(l => l != "How everybody stands at the end").Skip(1).TakeWhile(l => l.Length > 0).Select(l => NumberOf(l, ^1));

    /// <summary>Without the heading, which names the seed.</summary>
    private static string Body(SimulationReport report) => report.Text[(report.Text.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    private static long NumberOf(string line, Index word) => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[word], CultureInfo.InvariantCulture);
}
