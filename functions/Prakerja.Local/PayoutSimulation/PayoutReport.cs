using System.Globalization;
using System.Text;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>What a run of the payout simulation found.</summary>
internal sealed record PayoutReport(PayoutRun Run, WorldResult Random, WorldResult EveryStep, long RandomWorlds, long EveryStepWorlds, TimeSpan Took)
{
    private const int MostListed = 100;

    public IReadOnlyList<string> Violations => [.. Random.Violations, .. EveryStep.Violations];

    public string Text()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Payouts, seed {Run.Seed}, {Run.Workers} workers, {Took.TotalSeconds:F1} s\n");
        Part(text, $"A crash at a random persisted step of each ({RandomWorlds} worlds)", Random);
        Part(text, $"A crash at every persisted step in turn ({EveryStepWorlds} worlds)", EveryStep);
        text.AppendLine(CultureInfo.InvariantCulture, $"Violations  {Violations.Count}");
        foreach (var violation in Violations.Take(MostListed))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {violation}");
        }

        return text.ToString();
    }

    private static void Part(StringBuilder text, string title, WorldResult result)
    {
        text.AppendLine(title);
        Line(text, "payouts", result.Payouts);
        Line(text, "  with a crash at one of their steps", result.Struck);
        Line(text, "crashes", result.Crashes);
        Line(text, "persisted steps", result.Steps);
        if (result.PaidOut > 0)
        {
            Line(text, "Rupiah that partners really paid", result.PaidOut);
        }

        Counts(text, "instructions by the partner's behaviour", result.Behaviours);
        Counts(text, "incentives by outcome", result.Outcomes);
        text.AppendLine();
    }

    private static void Counts(StringBuilder text, string title, SortedDictionary<string, long> counts)
    {
        if (counts.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {title}");
        }

        foreach (var (name, count) in counts)
        {
            Line(text, $"  {name}", count);
        }
    }

    private static void Line(StringBuilder text, string name, long count) => text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-40} {count,20:N0}");
}
