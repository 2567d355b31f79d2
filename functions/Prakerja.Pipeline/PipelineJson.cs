using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Prakerja.Pipeline;

/// <summary>One JSON dialect: camelCase, enums as camelCase words, nulls left out, no escaping of what JSON need not escape.</summary>
public static class PipelineJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>For what comes from outside: duplicate members are refused.</summary>
    public static JsonSerializerOptions Strict { get; } = new(Create()) { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static T Read<T>(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize<T>(json.Span, Options)!;

    /// <summary>What comes from outside. The reader passes over what it need not understand; bytes that are not UTF-8 are refused there too.</summary>
    /// <exception cref="JsonException">Not JSON in UTF-8, a duplicate member, or of another shape.</exception>
    public static T? ReadStrict<T>(ReadOnlySpan<byte> json) =>
        Utf8.IsValid(json) ? JsonSerializer.Deserialize<T>(json, Strict) : throw new JsonException("Not UTF-8.");

    private static JsonSerializerOptions Create() => new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
