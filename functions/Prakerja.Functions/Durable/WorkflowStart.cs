using System.Text.Json;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Durable;

/// <summary>
/// Input of every orchestration: which version of the workflow it runs, for ever, and the workflow's own input. The version is here and not
/// in the function's name, so that a parent that is replayed after a deployment asks for the child its history knows.
/// </summary>
public sealed record WorkflowStart(int Version, JsonElement Input)
{
    /// <summary>A start of the newest version.</summary>
    public static JsonElement Of<TIn>(WorkflowCatalog catalog, string workflow, TIn input) =>
        JsonSerializer.SerializeToElement(new WorkflowStart(catalog.Latest(workflow).Version, catalog.ToElement(input)), catalog.Json);
}

/// <summary>
/// Values cross to Durable Functions as JSON that is already made: what is stored is the pipeline's JSON, within its size limit, whichever
/// serializer the worker is set up with.
/// </summary>
public static class CatalogJson
{
    /// <exception cref="InvalidOperationException">Larger than <see cref="WorkflowCatalog.MaxPayload"/>.</exception>
    public static JsonElement ToElement<T>(this WorkflowCatalog catalog, T value) => ToElement(catalog.Serialize(value));

    public static JsonElement ToElement(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize<JsonElement>(json.Span);

    public static T FromElement<T>(this WorkflowCatalog catalog, JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? default! : json.Deserialize<T>(catalog.Json)!;

    /// <summary>As a binding of the catalogue takes it.</summary>
    public static byte[] ToBytes(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(json);
}
