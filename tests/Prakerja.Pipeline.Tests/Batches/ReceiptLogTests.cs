using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>The append-only log of receipts: what a candidate and anybody can check of it.</summary>
public sealed class ReceiptLogTests
{
    [Fact]
    public async Task Receipts_OfManyHours_AreProvenAgainstSignedDocumentsThatNameEachOther()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 3 });
        var people = new List<string>();
        for (var hour = 0; hour < 3; hour++)
        {
            people.AddRange(await harness.JoinManyAsync(batch, 10 * hour, 3 + (2 * hour)));
            await NextHourAsync(harness);
        }

        var documents = await DocumentsAsync(harness);

        Assert.Equal([3, 5, 7], documents.Select(d => (int)d["receipts"]!));
        Assert.Equal([3, 8, 15], documents.Select(d => (int)d["total"]!));
        foreach (var person in people)
        {
            Assert.True(await IsProvenAsync(harness, person));
        }
    }

    [Fact]
    public async Task Receipts_MoreThanABlock_AreEachProven()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var hours = harness.Get<ReceiptHour>();
        (UInt128 Ticket, Hash256 Leaf)[] receipts = [.. Enumerable.Range(1, 2500).Select(i => ((UInt128)i * 7, MerkleTree.Leaf(BitConverter.GetBytes(i))))];

        var root = await hours.WriteAsync("2026-01-05T08", receipts);

        foreach (var i in new[] { 0, 1023, 1024, 2047, 2048, 2499 })
        {
            var place = await hours.FindAsync("2026-01-05T08", root.ToString(), receipts[i].Ticket);
            Assert.Equal(i, place!.Index);
            Assert.True(MerkleTree.Includes(root, receipts.Length, i, receipts[i].Leaf, place.Path));
            Assert.Null(await hours.FindAsync("2026-01-05T08", root.ToString(), receipts[i].Ticket + 1));
        }

        Assert.Null(await hours.FindAsync("2026-01-05T08", root.ToString(), 1));
    }

    [Fact]
    public async Task Receipt_CommittedAfterItsHoursRoot_IsInTheNext()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 3 });
        var late = (await harness.JoinManyAsync(batch, 1, 2))[1];
        var row = await TakeReceiptAsync(harness, late);
        await NextHourAsync(harness);
        await harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(late), [new TableWrite.Insert(row.Row, row.Body)]);
        await NextHourAsync(harness);

        Assert.Equal([1, 1], (await DocumentsAsync(harness)).Select(d => (int)d["receipts"]!));
        Assert.True(await IsProvenAsync(harness, late));
    }

    [Fact]
    public async Task Receipt_LeftOutOfTheLog_IsNotProven()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 3 });
        var people = await harness.JoinManyAsync(batch, 1, 3);
        var row = await TakeReceiptAsync(harness, people[1]);
        await NextHourAsync(harness);
        await NextHourAsync(harness);
        await NextHourAsync(harness);
        await harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(people[1]), [new TableWrite.Insert(row.Row, row.Body)]);

        Assert.True(await IsProvenAsync(harness, people[0]));
        Assert.False(await IsProvenAsync(harness, people[1]));
    }

    [Fact]
    public async Task Root_OfAnHourTwice_StaysAsItWas()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 3 });
        await harness.JoinManyAsync(batch, 1, 2);
        await NextHourAsync(harness);
        var before = (await harness.SendAsync("GET", "/api/public/receipts/roots")).Text;
        await harness.JoinManyAsync(batch, 5, 1);
        await harness.RunTimerAsync("receipt-root");

        Assert.Equal(before, (await harness.SendAsync("GET", "/api/public/receipts/roots")).Text);
        Assert.Equal(404, (await harness.SendAsync("GET", "/api/public/receipts/roots/last")).Status);
    }

    private static async Task NextHourAsync(PipelineHarness harness)
    {
        await harness.AdvanceAsync(TimeSpan.FromHours(1));
        await harness.RunTimerAsync("receipt-root");
    }

    /// <summary>All documents, each signed and naming the SHA-256 of the one before.</summary>
    private static async Task<IReadOnlyList<JsonNode>> DocumentsAsync(PipelineHarness harness)
    {
        var keys = BatchPlay.Accepted(JsonWebKeys.Parse((await harness.SendAsync("GET", "/.well-known/jwks.json")).Bytes));
        var documents = new List<JsonNode>();
        var previous = new string('0', 64);
        foreach (var item in (await harness.SendAsync("GET", "/api/public/receipts/roots")).Json["items"]!.AsArray())
        {
            var bytes = (await harness.SendAsync("GET", $"/api/public/receipts/roots/{item!["hour"]}")).Bytes;
            var document = JsonNode.Parse(bytes)!;
            Assert.Null(BatchPlay.Check(keys, bytes, item["signature"]!.GetValue<string>()));
            Assert.Equal(previous, document["previous"]!.GetValue<string>());
            previous = Hash256.Of(bytes).ToString();
            documents.Add(document);
        }

        return documents;
    }

    /// <summary>What a candidate checks: from their own receipt along the path to the root in the published document.</summary>
    private static async Task<bool> IsProvenAsync(PipelineHarness harness, string participant)
    {
        var mine = (await harness.AsAsync(participant, "GET", "/api/me/batch")).Json;
        if (mine["log"] is not { } log)
        {
            return false;
        }

        var document = JsonNode.Parse((await harness.SendAsync("GET", $"/api/public/receipts/roots/{log["hour"]}")).Bytes)!;
        var receipt = mine["receipt"]!;
        var leaf = MerkleTree.Leaf(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $$"""{"batch":{{(int)receipt["batch"]!}},"group":{{(int)receipt["group"]!}},"regency":"{{receipt["regency"]}}","ticket":"{{receipt["ticket"]}}"}""")));
        Hash256[] path = [.. log["path"]!.AsArray().Select(h => Parse(h!.GetValue<string>()))];
        return MerkleTree.Includes(Parse(document["root"]!.GetValue<string>()), (long)document["receipts"]!, (long)log["index"]!, leaf, path);
    }

    /// <summary>Removes a person's receipt from storage as if it had never been kept.</summary>
    private static async Task<TableRow> TakeReceiptAsync(PipelineHarness harness, string participant)
    {
        var tables = harness.Get<ITableStore>();
        var key = Receipts.Row((await harness.FindAsync(participant)).Batch!);
        var row = (await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), key))!;
        await tables.CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), [new TableWrite.Delete(key)]);
        return row;
    }

    private static Hash256 Parse(string text) => Hash256.TryParse(text, out var hash) ? hash : throw new FormatException(text);
}
