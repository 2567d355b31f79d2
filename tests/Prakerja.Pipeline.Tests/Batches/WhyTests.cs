using System.Text.Json.Nodes;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>Each outcome in <c>/api/me</c> carries what its holder needs to check it alone.</summary>
public sealed class WhyTests
{
    [Fact]
    public async Task Outcomes_OfEveryKind_AreExplainedByWhatIsPublished()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 4 }, reserves: 3);
        // All of one family card apply: two at most may win.
        var people = await harness.JoinManyAsync(batch, 1, 20, card: n => n <= 8 ? "3273010000000001" : null);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var record = BatchPlay.Accepted(DrawRecord.Parse(await harness.FileAsync(batch, "record")));
        var root = BatchPlay.Accepted(Commitment.Parse(await harness.FileAsync(batch, "commitment"))).EntriesRoot;
        var entries = Assert.IsType<EntriesRead.Accepted>(EntriesReader.ReadAll(await harness.FileAsync(batch, "entries"))).Entries;

        var seen = new Dictionary<string, int>();
        foreach (var person in people)
        {
            var mine = (await harness.AsAsync(person, "GET", "/api/me")).Json["batches"]![0]!;
            var proof = (await harness.SendAsync("GET", (string)mine["proof"]!)).Json;
            var state = (string)mine["state"]!;
            seen[state] = seen.GetValueOrDefault(state) + 1;
            CheckProof(mine, proof, root, record.Seed);
            CheckReason(mine, proof, entries, record.Seed);
        }

        Assert.Equal(["household", "notSelected", "reserve", "selected"], seen.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((6, 4, 3), (seen["household"], seen["selected"], seen["reserve"]));
    }

    /// <summary>Line, place in the tree, score and outcome are the holder's.</summary>
    private static void CheckProof(JsonNode mine, JsonNode proof, Hash256 root, Hash256 seed)
    {
        var line = (string)proof["line"]!;
        Hash256[] path = [.. proof["auditPath"]!.AsArray().Select(h => Parse((string)h!))];
        Assert.StartsWith((string)mine["ticket"]!, line, StringComparison.Ordinal);
        Assert.True(MerkleTree.Includes(root, (long)proof["entries"]!, (long)proof["leafIndex"]!, MerkleTree.Leaf(System.Text.Encoding.ASCII.GetBytes(line)), path));
        Assert.Equal(DrawSeed.Score(seed, TicketOf(line)).ToString(), (string?)proof["score"]);
        Assert.Equal((string?)mine["state"], (string?)proof["outcome"]);
        Assert.Equal((string?)mine["cutOff"], (string?)proof["cutOff"]);
    }

    private static void CheckReason(JsonNode mine, JsonNode proof, DrawEntries entries, Hash256 seed)
    {
        var (score, cutOff) = (Parse((string)proof["score"]!), (string?)proof["cutOff"] is { } text ? Parse(text) : (Hash256?)null);
        switch ((string)mine["state"]!)
        {
            case "selected":
                Assert.True(score.CompareTo(cutOff!.Value) <= 0);
                break;
            case "reserve":
                Assert.Equal(((int)mine["rank"]!).ToString(System.Globalization.CultureInfo.InvariantCulture), (string?)proof["detail"]);
                Assert.True(cutOff is null || score.CompareTo(cutOff.Value) > 0);
                break;
            case "household":
                AssertTwoBefore(TicketOf((string)proof["line"]!), entries, seed);
                break;
            default:
                Assert.True(cutOff is null || score.CompareTo(cutOff.Value) > 0);
                break;
        }

        Assert.Equal((string)mine["state"]! == "selected", mine["reasons"]!.AsArray().Count == 0);
    }

    /// <summary>As many of the household as it may have come before, by group and score.</summary>
    private static void AssertTwoBefore(UInt128 ticket, DrawEntries entries, Hash256 seed)
    {
        DrawEntry[] all = [.. Enumerable.Range(0, entries.Count).Select(i => entries[i])];
        var own = all.Single(e => e.Ticket == ticket);
        Assert.True(all.Count(e => e.Household == own.Household && Order(e).CompareTo(Order(own)) < 0) >= own.Allowance);

        (int Group, Hash256 Score) Order(DrawEntry entry) => (entry.Group, DrawSeed.Score(seed, entry.Ticket));
    }

    private static UInt128 TicketOf(string line) => DrawEntry.TryParseId(line.Split(',')[0], out var ticket) ? ticket : throw new FormatException(line);

    private static Hash256 Parse(string text) => Hash256.TryParse(text, out var hash) ? hash : throw new FormatException(text);
}
