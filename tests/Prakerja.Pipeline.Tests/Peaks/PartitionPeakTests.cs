using Prakerja.Pipeline.Tests.Harness;
using Xunit.Abstractions;

namespace Prakerja.Pipeline.Tests.Peaks;

/// <summary>
/// The peak: 80,000 registrations a minute. One second of it goes through the real code, and what each partition key gets is counted, as
/// if all that follows a registration followed in the same second. Azure's limits: 2,000 operations/s for a partition, 20,000 for an account.
/// </summary>
public sealed class PartitionPeakTests(ITestOutputHelper output)
{
    private const double PerSecond = 80_000 / 60.0;
    private const double PartitionLimit = 2_000;
    private const double AccountLimit = 20_000;

    /// <summary>Registrations of one second. One of each shard is followed through the steps after the log-in, and stands for all of the shard's.</summary>
    private const int Burst = 1_334;

    [Fact]
    public async Task Peak_OfEightyThousandRegistrationsAMinute_StaysUnderTheLimits()
    {
        CountingTables counting = null!;
        await using var harness = await PipelineHarness.StartAsync(decorate: inner => counting = new CountingTables(inner));
        var people = Enumerable.Range(0, Burst).Select(number => new PeakApplicant(harness, number)).ToArray();
        var peak = new PeakTable(PerSecond);
        counting.Take();

        await EachAsync(people, p => p.RegisterAsync());
        peak.Add("accepted", Burst, counting.Take());
        await harness.SettleAsync();
        peak.Add("account made, code sent", Burst, counting.Take());
        var registering = peak.Account;
        await EachAsync(people, p => p.LogInAsync());
        peak.Add("logged in", Burst, counting.Take());
        var followed = people.DistinctBy(p => p.Shard).ToArray();
        await EachAsync(followed, p => p.TakeStepsAsync());
        await harness.SettleAsync();
        peak.Add("steps taken, verified", followed.Length, counting.Take());
        await EachAsync(followed, p => p.LookAsync());
        peak.Add("dashboard and batches read", followed.Length, counting.Take());

        output.WriteLine($"{peak}One account carries {AccountLimit * 60 / (peak.Account / PerSecond):F0} whole applicants a minute; what comes faster waits in the queues.");
        Assert.All(peak.Partitions, p => Assert.True(p.PerSecond <= PartitionLimit, $"{p.Table}/{p.Partition}: {p.PerSecond:F0}/s"));
        Assert.InRange(registering, PerSecond, AccountLimit);
        await followed[^1].ExpectVerifiedAsync();
    }

    private static async Task EachAsync(IEnumerable<PeakApplicant> people, Func<PeakApplicant, Task> act)
    {
        foreach (var person in people)
        {
            await act(person);
        }
    }
}
