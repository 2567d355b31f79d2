using System.Globalization;
using System.Text.RegularExpressions;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Costs;

/// <summary>What infra/COSTS.md says that a registration asks of the tables is what it asks.</summary>
public sealed partial class RegistrationOperationsTests
{
    [Fact]
    public async Task Registration_FromAccountToVerified_AsksTheTablesAsOftenAsTheCostsSay()
    {
        var tables = new List<CountingTables>();
        await using var harness = await PipelineHarness.StartAsync(decorate: inner =>
        {
            tables.Add(new CountingTables(inner));
            return tables[^1];
        });
        await harness.RegisterAsync("siti", "3273014403950001", "+6281234567890");

        var stated = int.Parse(Stated().Match(await File.ReadAllTextAsync(CostsFile())).Groups["count"].Value, CultureInfo.InvariantCulture);

        Assert.InRange(tables.Sum(t => t.Count), stated * 8 / 10, stated);
    }

    private static string CostsFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Prakerja.Functions.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "infra", "COSTS.md");
    }

    [GeneratedRegex("(?<count>[0-9]+) for the registration, as counted by the test", RegexOptions.ExplicitCapture)]
    private static partial Regex Stated();

    /// <summary>Passes everything on and counts it: one operation each, however many rows.</summary>
    private sealed class CountingTables(ITableStore inner) : ITableStore
    {
        private int count;

        public int Count => count;

        public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref count);
            return inner.GetAsync(table, partition, row, cancellation);
        }

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref count);
            return inner.CommitAsync(table, partition, writes, cancellation);
        }

        public Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref count);
            return inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        }
    }
}
