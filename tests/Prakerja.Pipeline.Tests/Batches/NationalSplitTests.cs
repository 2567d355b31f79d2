using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

public sealed class NationalSplitTests
{
    [Fact]
    public async Task Draft_NationalNumberByPopulation_IsSplitByLargestRemainder()
    {
        await using var harness = await PipelineHarness.StartAsync();

        var answer = await DraftAsync(harness, new { places = 10, by = "population", weights = new Dictionary<string, long> { ["32.73"] = 47, ["31.71"] = 32, ["11.01"] = 18 } });

        Assert.Equal(201, answer.Status);
        var places = (await harness.BatchAsync((int)answer.Json["batch"]!)).Places;
        Assert.Equal(new Dictionary<string, int> { ["11.01"] = 2, ["31.71"] = 3, ["32.73"] = 5 }, places);
    }

    [Fact]
    public async Task Draft_NationalNumberByDemand_FollowsTheCandidatesOfTheLastClosedBatch()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var demand = new { places = 8, by = "demand" };
        Assert.Equal(["national.batch"], Errors(await DraftAsync(harness, demand)));
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        await harness.JoinManyAsync(batch, 1, 8, n => n <= 6 ? "32.73" : "31.71");
        Assert.Equal(["national.batch"], Errors(await DraftAsync(harness, demand)));
        await harness.AdvanceToAsync(BatchPlay.Closes);

        foreach (var request in new object[] { demand, new { places = 8, by = "demand", batch } })
        {
            var places = (await harness.BatchAsync((int)(await DraftAsync(harness, request)).Json["batch"]!)).Places;
            Assert.Equal(new Dictionary<string, int> { ["31.71"] = 2, ["32.73"] = 6 }, places);
        }

        Assert.Equal(["national.batch"], Errors(await DraftAsync(harness, new { places = 8, by = "demand", batch = 99 })));
    }

    [Fact]
    public async Task Draft_NationalNumberMalformed_NamesTheFields()
    {
        await using var harness = await PipelineHarness.StartAsync();

        Assert.Equal(["national.by", "national.places", "national.weights"], Errors(await DraftAsync(harness, new { })));
        Assert.Equal(
            ["national.places", "national.weights", "national.weights.32.73", "national.weights.99.99"],
            Errors(await DraftAsync(harness, new { places = 10_000_001, by = "population", weights = new Dictionary<string, long> { ["32.73"] = -1, ["99.99"] = 0 } })));
        Assert.Equal(["national"], Errors(await DraftAsync(harness, new { places = 1, by = "demand" }, new Dictionary<string, int> { ["32.73"] = 1 })));
    }

    private static Task<Answer> DraftAsync(PipelineHarness harness, object national, Dictionary<string, int>? places = null) => harness.AsOperatorAsync(
        "ani", "POST", "/api/admin/batches",
        new { scheme = "normal", opensAt = BatchPlay.Opens, closesAt = BatchPlay.Closes, announcesAt = BatchPlay.Announces, reserves = 1, national, places });

    private static IEnumerable<string> Errors(Answer answer)
    {
        Assert.Equal(400, answer.Status);
        return answer.Json["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal);
    }
}
