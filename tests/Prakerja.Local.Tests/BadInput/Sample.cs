using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>A request as it should be, from which bad ones are made.</summary>
/// <param name="Body">Null: none, or not JSON.</param>
/// <param name="Optional">Fields that may be left out.</param>
public sealed record Sample(JsonNode? Body, params IReadOnlyList<string> Optional)
{
    /// <summary>Values of <see cref="BadValues"/> that this field takes for good reason: field, then raw JSON.</summary>
    public IReadOnlyList<(string Field, string Json)> Acceptable { get; init; } = [];

    /// <summary>Whole bodies that look bad and are right.</summary>
    public IReadOnlyList<string> AlsoRight { get; init; } = [];

    /// <summary>Who calls; null: from the operation's roles.</summary>
    public string? Token { get; init; }

    /// <summary>Segments of the route.</summary>
    public IReadOnlyDictionary<string, string> Route { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static Sample Of(string json, params IReadOnlyList<string> optional) => new(JsonNode.Parse(json), optional);

    public IEnumerable<string> Fine(string field) => Acceptable.Where(a => a.Field == field).Select(a => a.Json);
}
