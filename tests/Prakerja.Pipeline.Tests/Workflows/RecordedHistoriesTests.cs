using Prakerja.Engine;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Workflows;

/// <summary>Released versions of workflows do today what they did when their histories were recorded. How to record: see the project file.</summary>
public sealed class RecordedHistoriesTests
{
    private static readonly string Stored = Path.Combine(AppContext.BaseDirectory, "Histories");

    private static IEnumerable<string> StoredNames => Directory.GetFiles(Stored, "*.jsonl").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. StoredNames];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task History_Replayed_IssuesWhatWasRecorded(string name)
    {
        await using var harness = await PipelineHarness.StartAsync();

        Assert.Null(HistoryReplayer.FindDifference(harness.Get<WorkflowCatalog>(), await ReadAsync(name)));
    }

    [Fact]
    public async Task Catalogue_EveryVersionOfEveryWorkflow_HasAHistory()
    {
        await using var harness = await PipelineHarness.StartAsync();

        Assert.All(harness.Get<WorkflowCatalog>().Workflows, w => Assert.Contains(StoredNames, name => name.StartsWith($"{w.Name}-{w.Version}-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task History_OfAnEditedWorkflow_IsCaught()
    {
        var edited = new WorkflowCatalog(PipelineJson.Options).AddWorkflow(PaymentNames.IncentivePayout, 1, async (context, attempt) =>
        {
            await context.DelayUntilAsync(context.UtcNow + TimeSpan.FromMinutes(1));
            await context.CallActivityAsync(PaymentNames.InstructPayout, attempt);
            return Nothing.Value;
        });

        Assert.NotNull(HistoryReplayer.FindDifference(edited, await ReadAsync("IncentivePayout-1-paid")));
    }

    /// <summary>Records the present versions beside the tests' output, from where new ones are copied.</summary>
    [Fact]
    public async Task Recording_OfToday_CoversEveryWorkflowAndReplays()
    {
        var recorded = (await Recording.MakeAsync()).Histories;
        await using var harness = await PipelineHarness.StartAsync();
        var catalog = harness.Get<WorkflowCatalog>();
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Recorded"));
        foreach (var (name, history) in recorded)
        {
            await File.WriteAllLinesAsync(Path.Combine(folder.FullName, $"{name}.jsonl"), history);
            Assert.Null(HistoryReplayer.FindDifference(catalog, history));
        }

        Assert.Equal(
            catalog.Workflows.GroupBy(w => w.Name, StringComparer.Ordinal).Select(g => $"{g.Key}-{g.Max(w => w.Version)}").Order(StringComparer.Ordinal),
            recorded.Keys.Select(k => k[..k.IndexOf('-', k.IndexOf('-', StringComparison.Ordinal) + 1)]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static Task<string[]> ReadAsync(string name) => File.ReadAllLinesAsync(Path.Combine(Stored, $"{name}.jsonl"));
}
