using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>Operators of the sandbox at their console.</summary>
public static class Staff
{
    public static async Task<string> TokenAsync(IServed host, string role, int which = 0)
    {
        var operators = await host.GetOkAsync("/sandbox/operators");
        return operators.AsArray().Where(o => o!["roles"]!.AsArray().Any(r => r!.GetValue<string>() == role)).ElementAt(which)!["token"]!.GetValue<string>();
    }

    /// <summary>Creates a batch that is open now and has it approved by another person; closes Thursday-like after three days, announced a day later.</summary>
    public static async Task<int> OpenBatchAsync(IServed host, string scheme, IReadOnlyDictionary<string, int> places, int reserves = 0)
    {
        var now = await host.NowAsync();
        var batch = await host.ExpectAsync(201, HttpMethod.Post, "/api/admin/batches", new
        {
            scheme, opensAt = now, closesAt = now.AddDays(3), announcesAt = now.AddDays(4), places, reserves,
        }, await TokenAsync(host, "operator"));
        Assert.Equal("draft", batch["state"]!.GetValue<string>());
        var number = batch["batch"]!.GetValue<int>();
        await host.ExpectAsync(200, HttpMethod.Post, $"/api/admin/batches/{number}/approval", null, await TokenAsync(host, "operator", 1));
        return number;
    }

    public static async Task<IReadOnlyList<JsonNode>> ReviewsAsync(IServed host)
    {
        var reviews = await host.GetOkAsync("/api/admin/reviews", await TokenAsync(host, "reviewer"));
        return [.. reviews["items"]!.AsArray().Select(r => r!)];
    }
}
