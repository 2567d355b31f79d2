using System.Globalization;
using System.Text;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;
using Batch = Prakerja.Pipeline.Batches.Batch;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>Steps of a batch as operators and applicants take them, over the endpoints.</summary>
internal static class BatchPlay
{
    public static readonly DateTimeOffset Opens = PipelineHarness.Beginning;

    public static readonly DateTimeOffset Closes = Opens.AddDays(3);

    public static readonly DateTimeOffset Announces = Closes.AddDays(1);

    public static object Request(Dictionary<string, int> places, int reserves, DateTimeOffset? opens = null, bool recovery = false)
    {
        var start = opens ?? Opens;
        return new { scheme = "normal", opensAt = start, closesAt = start.AddDays(3), announcesAt = start.AddDays(4), places, reserves, recovery };
    }

    public static Task<Answer> AsOperatorAsync(this PipelineHarness harness, string name, string method, string path, object? body = null) =>
        harness.AsStaffAsync(Access.Operator, name, method, path, body);

    public static async Task<int> DraftAsync(this PipelineHarness harness, object request)
    {
        var created = await harness.AsOperatorAsync("ani", "POST", "/api/admin/batches", request);
        Assert.True(created.Status == 201, created.Text);
        return (int)created.Json["batch"]!;
    }

    public static async Task<int> OpenBatchAsync(
        this PipelineHarness harness, Dictionary<string, int> places, int reserves = 2, DateTimeOffset? opens = null, bool recovery = false)
    {
        var batch = await harness.DraftAsync(Request(places, reserves, opens, recovery));
        var approved = await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{batch}/approval");
        Assert.True(approved.Status == 200, approved.Text);
        await harness.SettleAsync();
        return batch;
    }

    /// <summary>Proposed by one operator, approved by another; settled.</summary>
    public static Task<Answer> ReleaseAsync(this PipelineHarness harness, int batch) => harness.ByTwoAsync($"/api/admin/batches/{batch}/release", null);

    /// <inheritdoc cref="ReleaseAsync"/>
    public static Task<Answer> CancelAsync(this PipelineHarness harness, int batch) =>
        harness.ByTwoAsync($"/api/admin/batches/{batch}/cancel", new { reason = "not this year" });

    private static async Task<Answer> ByTwoAsync(this PipelineHarness harness, string path, object? body)
    {
        var proposed = await harness.AsOperatorAsync("ani", "POST", path, body);
        Assert.True(proposed.Status == 202, proposed.Text);
        var approved = await harness.AsOperatorAsync("budi", "POST", $"{path}/approval");
        await harness.SettleAsync();
        return approved;
    }

    public static Task<Answer> JoinAsync(this PipelineHarness harness, string participant, int batch) =>
        harness.AsAsync(participant, "PUT", "/api/me/batch", new { batch });

    /// <summary>Adds verified participants and lets them join.</summary>
    /// <returns>Participants in order.</returns>
    public static async Task<IReadOnlyList<string>> JoinManyAsync(
        this PipelineHarness harness, int batch, int from, int count, Func<int, string>? regency = null, Func<int, string?>? card = null)
    {
        var joined = new List<string>(count);
        for (var number = from; number < from + count; number++)
        {
            var id = await harness.AddVerifiedAsync(number, regency?.Invoke(number) ?? "32.73", card?.Invoke(number), group: 4 + (number % 2));
            var answer = await harness.JoinAsync(id, batch);
            Assert.True(answer.Status == 202, answer.Text);
            joined.Add(id);
        }

        return joined;
    }

    public static async Task<Batch> BatchAsync(this PipelineHarness harness, int number) => (await harness.Get<BatchStore>().FindAsync(number))!;

    public static async Task<byte[]> FileAsync(this PipelineHarness harness, int batch, string name)
    {
        var answer = await harness.SendAsync("GET", $"/api/public/batches/{batch}/draw/{name}");
        Assert.True(answer.Status == 200, $"{name}: {answer.Text}");
        return answer.Bytes;
    }

    /// <summary>Outcomes by ticket, from the published result.</summary>
    public static async Task<Dictionary<string, string>> ResultAsync(this PipelineHarness harness, int batch) =>
        Encoding.ASCII.GetString(await harness.FileAsync(batch, "result")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',')).ToDictionary(l => l[0], l => $"{l[1]},{l[2]}");

    public static async Task<string> TicketOfAsync(this PipelineHarness harness, string participant) => (await harness.FindAsync(participant)).Batch!.Ticket;

    /// <summary>Whose ticket it is, of those given.</summary>
    public static async Task<Dictionary<string, string>> HoldersAsync(this PipelineHarness harness, IEnumerable<string> participants)
    {
        var holders = new Dictionary<string, string>();
        foreach (var participant in participants)
        {
            holders[await harness.TicketOfAsync(participant)] = participant;
        }

        return holders;
    }

    /// <summary>What an outsider checks with the published files alone; gives the record.</summary>
    public static async Task<DrawRecord> RecomputeAsync(this PipelineHarness harness, int batch, Hash256? previous)
    {
        var rules = Accepted(DrawRules.Parse(await harness.FileAsync(batch, "rules")));
        var commitment = Accepted(Commitment.Parse(await harness.FileAsync(batch, "commitment")));
        var entries = Assert.IsType<EntriesRead.Accepted>(EntriesReader.ReadAll(await harness.FileAsync(batch, "entries"))).Entries;
        var record = Accepted(DrawRecord.Parse(await harness.FileAsync(batch, "record")));
        Assert.Equal(Commitment.To(entries, rules, previous), commitment);
        Assert.Equal(Hash256.Of(record.BeaconSignature), record.Randomness);
        var result = DrawComputation.Run(entries, rules, record.Randomness);
        Assert.Equal(result.Chunks().SelectMany(c => c.ToArray()).ToArray(), await harness.FileAsync(batch, "result"));
        Assert.Equal(result.ToRecord(rules, record.Randomness, record.BeaconSignature, commitment.Hash).ToCanonical(), await harness.FileAsync(batch, "record"));
        return record;
    }

    /// <summary>Every published file verifies under the published keys.</summary>
    public static async Task VerifySignaturesAsync(this PipelineHarness harness, int batch)
    {
        var keys = Accepted(JsonWebKeys.Parse((await harness.SendAsync("GET", "/.well-known/jwks.json")).Bytes));
        foreach (var name in new[] { "rules", "commitment", "entries", "result", "record" })
        {
            Assert.Null(Check(keys, await harness.FileAsync(batch, name), Encoding.ASCII.GetString(await harness.FileAsync(batch, $"{name}.jws"))));
        }
    }

    public static string? Check(JsonWebKeys keys, byte[] payload, string jws)
    {
        var parsed = Accepted(DetachedJws.Parse(jws));
        using var digest = parsed.StartDigest();
        digest.Append(payload);
        return parsed.Verify(keys, digest);
    }

    public static T Accepted<T>(DocumentRead<T> read) => Assert.IsType<DocumentRead<T>.Accepted>(read).Value;

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
