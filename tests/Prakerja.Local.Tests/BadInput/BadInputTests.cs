using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>Bad input, generated from a seed, against every call that the host serves: a problem document each, and nothing has changed.</summary>
public sealed partial class BadInputTests(BadWorld world, ITestOutputHelper output) : IClassFixture<BadWorld>
{
    private const int Seed = 2026;
    private const int Least = 200;

    private static readonly string[] Leaks = ["Exception", "   at ", "System.", "Microsoft.", "Prakerja.", "stack", "whsec_", "Bearer op-", ".cs:", "SQLite", "ArgumentOutOfRange"];

    public static TheoryData<string> Families => [.. Operation.AllFamilies];

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Family_AttackedWithBadInput_AnswersProblemsAndChangesNothing(string family)
    {
        var attacks = new AttackPlan(world, Seed).Of(family);
        Assert.True(attacks.Count >= Least, $"{family}: only {attacks.Count} bad requests");
        output.WriteLine($"{family}: {attacks.Count}");
        var before = await world.SnapshotAsync();
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        var wrong = new List<string>();

        for (var i = 0; i < attacks.Count; i++)
        {
            if (await SendAsync(client, attacks[i], english: i % 2 == 1) is { } complaint)
            {
                wrong.Add($"{attacks[i]} -> {complaint}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {attacks.Count}:\n{string.Join('\n', wrong.Take(60))}");
        Assert.Equal(before, await world.SnapshotAsync());
    }

    private async Task<string?> SendAsync(HttpClient client, Attack attack, bool english)
    {
        try
        {
            using var request = attack.ToRequest(world.Host.Http.BaseAddress!, english);
            using var response = await client.SendAsync(request);
            return Judge(attack, response, await response.Content.ReadAsStringAsync(), english);
        }
        catch (HttpRequestException cut) when (attack.What.StartsWith("over the limit", StringComparison.Ordinal) && cut.InnerException is IOException)
        {
            // Answered and hung up before all of it was sent; the answer may be lost on the way.
            return null;
        }
    }

    private static string? Judge(Attack attack, HttpResponseMessage response, string text, bool english)
    {
        var status = (int)response.StatusCode;
        if (status is < 400 or > 499)
        {
            return $"{status} {text}";
        }

        if (text.Length == 0 && response.Content.Headers.ContentType is null && status == 400 && RefusedByTheServer(attack))
        {
            return null;
        }

        return response.Content.Headers.ContentType?.MediaType != "application/problem+json" ? $"{status} as {response.Content.Headers.ContentType}: {text}"
            : JsonNode.Parse(text) is not JsonObject problem || !Slug().IsMatch(problem["type"]?.GetValue<string>() ?? "") ? $"{status} no type: {text}"
            : problem["status"]?.GetValue<int>() != status || string.IsNullOrWhiteSpace(problem["title"]?.GetValue<string>()) || string.IsNullOrWhiteSpace(problem["detail"]?.GetValue<string>()) ? $"{status} members: {text}"
            : response.Content.Headers.ContentLanguage.SingleOrDefault() != (english ? "en" : "id") ? $"{status} language {string.Join(',', response.Content.Headers.ContentLanguage)}"
            : Leaks.FirstOrDefault(leak => text.Contains(leak, StringComparison.Ordinal)) is { } leaked ? $"{status} leaks {leaked}: {text}"
            : attack.Token is { Length: > 20 } token && text.Contains(token, StringComparison.Ordinal) ? $"{status} echoes the token"
            : null;
    }

    /// <summary>What is no HTTP at all, Kestrel refuses before anything of ours runs, without a body.</summary>
    private static bool RefusedByTheServer(Attack attack) => attack.Path.Contains("%00", StringComparison.Ordinal);

    [GeneratedRegex("^urn:prakerja:problem:[a-z0-9-]+$", RegexOptions.None, 1000)]
    private static partial Regex Slug();
}
