using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Http;

/// <summary>The OpenAPI document against the contract as agreed with clients (<c>contract.txt</c>). It may hold more, never less.</summary>
public sealed partial class ContractTests
{
    private static IEnumerable<string[]> Agreed => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Http", "contract.txt"))
        .Where(line => line is [not '#', ..]).Select(line => line.Split(' '));

    [Fact]
    public async Task Document_HoldsEveryCallOfTheContract()
    {
        var calls = await CallsAsync();
        Assert.Equal([], Agreed.Select(KeyOf).Except(calls.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_NamesEveryParameterHeaderAndField()
    {
        var calls = await CallsAsync();
        Assert.Equal([],
            from call in Agreed
            let known = NamesOf(calls[KeyOf(call)])
            from name in call.Skip(2)
            where !known.Contains(name)
            select $"{call[0]} {call[1]} {name}");
    }

    [Fact]
    public async Task Endpoints_OfPartners_AllNameTheirSignature()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var partners = harness.Get<IReadOnlyList<Endpoint>>().Where(e => e.Access == Access.Partner).ToArray();
        Assert.NotEmpty(partners);
        string[] signature = ["client_code", "webhook-id", "webhook-timestamp", "webhook-signature"];
        Assert.All(partners, e => Assert.Equal([], signature.Except(e.Headers.Select(h => h.Name))));
    }

    private static async Task<Dictionary<string, JsonNode>> CallsAsync()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var document = (await harness.SendAsync("GET", "/api/openapi.json")).Json;
        return document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(call => (Key: KeyOf([call.Key.ToUpperInvariant(), path.Key]), Call: call.Value!)))
            .ToDictionary(c => c.Key, c => c.Call, StringComparer.Ordinal);
    }

    /// <summary>Names of segments do not matter.</summary>
    private static string KeyOf(string[] call) => $"{call[0]} {Segment().Replace(call[1], "{}")}";

    private static HashSet<string> NamesOf(JsonNode call)
    {
        var parameters = (call["parameters"]?.AsArray() ?? []).Select(p => (In: (string)p!["in"]!, Name: (string)p["name"]!));
        var fields = call["requestBody"]?["content"]?["application/json"]?["schema"]?["properties"]?.AsObject() ?? [];
        return [.. parameters.Where(p => p.In == "query").Select(p => $"?{p.Name}"), .. parameters.Where(p => p.In == "header").Select(p => $"h:{p.Name}"), .. fields.Select(f => $"b:{f.Key}")];
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Segment();
}
