using System.Text.Json.Nodes;

namespace Prakerja.Infra.Tests.Bicep;

/// <summary>What a deployment with the defaults would make; predicted once.</summary>
internal static class Deployment
{
    private static readonly Lazy<IReadOnlyList<JsonObject>> Predicted = new(Predict);

    /// <summary>Copies, of one type, in order of deployment.</summary>
    public static IReadOnlyList<JsonObject> Resources(string type) =>
        [.. Predicted.Value.Where(r => r["type"]!.GetValue<string>() == type).Select(r => r.DeepClone().AsObject())];

    /// <summary>Last segment of each name.</summary>
    public static IEnumerable<string> Names(string type) => Resources(type).Select(r => r["name"]!.GetValue<string>().Split('/')[^1]);

    /// <summary>Application settings, by name.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = Resources("Microsoft.Web/sites/config")
        .Single()["properties"]!.AsObject().ToDictionary(s => s.Key, s => s.Value!.GetValue<string>(), StringComparer.Ordinal);

    private static IReadOnlyList<JsonObject> Predict()
    {
        using var infra = new InfraCopy();
        return infra.Predict();
    }
}
