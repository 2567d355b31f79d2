using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

public sealed class DrawResultsTests
{
    private static readonly Hash256 Randomness = Hash256.Of("randomness"u8);

    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(3000)]
    public async Task Ticket_LookedUpByTheSparseIndex_IsAsTheDrawSays(int count)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var drawn = await PublishAsync(harness, 7, count);
        var results = harness.Get<DrawResults>();
        for (var i = 0; i < count; i += count > 10 ? 97 : 1)
        {
            var ticket = DrawEntry.IdText(drawn.Entries.TicketAt(i));
            Assert.Equal(drawn[i], await results.FindAsync(7, ticket));
            var proof = (await results.ProveAsync(7, ticket))!;
            Assert.Equal(Encoding.UTF8.GetString(drawn.Prove(drawn.Entries.TicketAt(i))!.ToCanonical()), Encoding.UTF8.GetString(proof.ToCanonical()));
            Assert.Null(proof.Check(drawn.Entries.Root, drawn.Seed));
        }
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    [InlineData("no ticket")]
    public async Task Ticket_ThatIsNotAnEntry_IsNotFound(string ticket)
    {
        await using var harness = await PipelineHarness.StartAsync();
        await PublishAsync(harness, 7, 1500);
        Assert.Null(await harness.Get<DrawResults>().FindAsync(7, ticket));
        Assert.Null(await harness.Get<DrawResults>().ProveAsync(7, ticket));
    }

    [Fact]
    public async Task Proof_OfAnAnnouncedTicket_IsServedAndChecks()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 3);
        var path = $"/api/public/batches/{batch}/draw/tickets/{await harness.TicketOfAsync(people[1])}";
        Assert.Equal(404, (await harness.SendAsync("GET", path)).Status);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var shown = (await harness.AsAsync(people[1], "GET", "/api/me")).Json["batches"]![0]!;
        Assert.Equal(path, (string?)shown["proof"]);
        var proof = (await harness.SendAsync("GET", path)).Json;
        var entries = Assert.IsType<EntriesRead.Accepted>(EntriesReader.ReadAll(await harness.FileAsync(batch, "entries"))).Entries;
        Hash256[] auditPath = [.. proof["auditPath"]!.AsArray().Select(h => Hash256.TryParse((string?)h, out var hash) ? hash : throw new FormatException())];
        Assert.True(MerkleTree.Includes(
            entries.Root, (long)proof["entries"]!, (long)proof["leafIndex"]!, MerkleTree.Leaf(Encoding.ASCII.GetBytes((string)proof["line"]!)), auditPath));
        Assert.Equal((string?)proof["cutOff"], (string?)shown["cutOff"]);
    }

    private static async Task<DrawResult> PublishAsync(PipelineHarness harness, int batch, int count)
    {
        var file = EntriesWriter.ToFile(Enumerable.Range(0, count).Select(Entry));
        var entries = Assert.IsType<EntriesRead.Accepted>(EntriesReader.ReadAll(file)).Entries;
        var places = new Dictionary<RegencyCode, long> { [RegencyCode.Parse("32.73")] = count / 4, [RegencyCode.Parse("11.01")] = 3 };
        var rules = new DrawRules(batch, new BeaconRound("chain", 1), places, 20);
        var drawn = DrawComputation.Run(entries, rules, Randomness);
        var files = harness.Get<BatchFiles>();
        await files.PutAsync(batch, BatchFiles.Entries, file);
        await files.PutAsync(batch, BatchFiles.Result, drawn.Chunks().SelectMany(c => c.ToArray()).ToArray());
        await files.PutAsync(batch, BatchFiles.Record, drawn.ToRecord(rules, Randomness, [1], Randomness).ToCanonical());
        await harness.Get<DrawLists>().WriteAsync(batch, drawn);
        return drawn;
    }

    /// <summary>Groups of one and of three digits make lines of different length.</summary>
    private static DrawEntry Entry(int number)
    {
        var hash = SHA256.HashData(BitConverter.GetBytes(number));
        var id = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
        return new DrawEntry(id, RegencyCode.Parse(number % 3 == 0 ? "11.01" : "32.73"), number % 2 == 0 ? 4 : 100 + (number % 5), (UInt128)(number / 2), 1);
    }
}
