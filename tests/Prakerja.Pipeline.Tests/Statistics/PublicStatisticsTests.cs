using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Statistics;

public class PublicStatisticsTests
{
    [Fact]
    public async Task Totals_CountEverybody()
    {
        await using var harness = await WithPeopleAsync(12, 12);

        var answer = await harness.SendAsync("GET", "/api/public/statistics");

        Assert.Equal(24, answer.Json["items"]![0]!["counts"]!["identityVerified"]!.GetValue<long>());
        Assert.NotNull(answer.Json["definitions"]!["identityVerified"]);
    }

    [Fact]
    public async Task Regencies_UnderTenPeople_AreHiddenTogetherWithTheOneThatTellsThem()
    {
        await using var harness = await WithPeopleAsync(30, 12, 9);

        var answer = await harness.SendAsync("GET", "/api/public/statistics?by=regency");

        Assert.Equal(
            [30, null, null],
            answer.Json["items"]!.AsArray().OrderBy(i => i!["value"]!.GetValue<string>(), StringComparer.Ordinal).Select(i => i!["counts"]!["identityVerified"]?.GetValue<long>()));
    }

    [Fact]
    public async Task Csv_HidesTheSameCells()
    {
        await using var harness = await WithPeopleAsync(30, 12, 9);

        var answer = await harness.SendAsync("GET", "/api/public/statistics?by=regency", null, null, ("Accept", "text/csv"));
        var lines = answer.Text.Split("\r\n");
        var column = Array.IndexOf(lines[0].Split(','), "identityVerified");

        Assert.StartsWith("text/csv", answer.ContentType, StringComparison.Ordinal);
        Assert.Equal(["30", "", ""], lines[1..4].Select(l => l.Split(',')[column]));
    }

    [Fact]
    public async Task Dimension_Unknown_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();

        Assert.Equal(400, (await harness.SendAsync("GET", "/api/public/statistics?by=shoe")).Status);
    }

    /// <summary>So many verified people in 11.01, 11.02, …</summary>
    private static async Task<PipelineHarness> WithPeopleAsync(params int[] counts)
    {
        var harness = await PipelineHarness.StartAsync();
        var number = 0;
        for (var regency = 0; regency < counts.Length; regency++)
        {
            for (var i = 0; i < counts[regency]; i++)
            {
                var person = await harness.FindAsync(await harness.AddVerifiedAsync(++number, $"11.0{regency + 1}"));
                var shard = ParticipantKeys.Shard(person.Id);
                var writes = await harness.Get<FunnelCounters>().WritesAsync(shard, person, [Milestones.IdentityVerified]);
                Assert.True((await harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, shard, writes)).Committed);
            }
        }

        return harness;
    }
}
