using Prakerja.Benchmarks.Batch;

namespace Prakerja.Local.Tests.Process;

/// <summary>A slice of the benchmark <c>batch</c>.</summary>
public sealed class BatchTests
{
    [Fact]
    public async Task BatchOfThousands_KilledTwiceOnTheWay_HoldsAndRecomputesFromWhatIsPublished()
    {
        var output = new StringWriter();

        var violations = await BatchBenchmark.RunAsync(new BatchOptions(Candidates: 3000, Kills: 2, Seed: 7), output);

        Assert.True(violations.Count == 0, $"{string.Join('\n', violations)}\n{output}");
    }
}
