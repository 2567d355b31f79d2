using System.Text;

namespace Prakerja.Pipeline.Tests.Peaks;

/// <summary>Operations a second of every partition, by what causes them.</summary>
internal sealed class PeakTable(double perSecond)
{
    private readonly Dictionary<(string Table, string Partition), double> partitions = [];
    private readonly List<(string Cause, string Table, double Each)> causes = [];

    /// <summary>Operations a second of all of them.</summary>
    public double Account => partitions.Values.Sum();

    public IEnumerable<(string Table, string Partition, double PerSecond)> Partitions => partitions.Select(p => (p.Key.Table, p.Key.Partition, p.Value));

    /// <param name="people">For how many the operations were counted.</param>
    public void Add(string cause, int people, IReadOnlyDictionary<(string Table, string Partition), long> counts)
    {
        foreach (var (key, count) in counts)
        {
            partitions[key] = partitions.GetValueOrDefault(key) + (count * perSecond / people);
        }

        causes.AddRange(counts.GroupBy(c => c.Key.Table).Select(t => (cause, t.Key, t.Sum(c => c.Value) / (double)people)));
    }

    public override string ToString()
    {
        var text = new StringBuilder($"| table | partitions | hottest | its operations/s | all operations/s |\n|---|---:|---|---:|---:|\n");
        foreach (var table in Partitions.GroupBy(p => p.Table).OrderByDescending(t => t.Sum(p => p.PerSecond)))
        {
            var hottest = table.MaxBy(p => p.PerSecond);
            text.AppendLine($"| {table.Key} | {table.Count()} | {hottest.Partition} | {hottest.PerSecond:F0} | {table.Sum(p => p.PerSecond):F0} |");
        }

        text.AppendLine("\n| cause | table | operations for each applicant | operations/s |\n|---|---|---:|---:|");
        foreach (var (cause, table, each) in causes)
        {
            text.AppendLine($"| {cause} | {table} | {each:F2} | {each * perSecond:F0} |");
        }

        return text.AppendLine($"\nAll: {Account / perSecond:F1} operations for each applicant, {Account:F0}/s if all of it came at once.").ToString();
    }
}
