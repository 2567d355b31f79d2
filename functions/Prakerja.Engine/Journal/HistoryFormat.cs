using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prakerja.Engine.Journal;

/// <summary>History entries as JSON lines.</summary>
public static class HistoryFormat
{
    /// <summary>A writer for each thread: one entry an activity adds up.</summary>
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? scratch;

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<HistoryEntry> entries)
    {
        if (entries.Count == 0)
        {
            return default;
        }

        var (buffer, writer) = scratch ??= NewScratch();
        buffer.ResetWrittenCount();
        foreach (var entry in entries)
        {
            writer.Reset();
            JsonSerializer.Serialize(writer, entry, HistoryJson.Default.HistoryEntry);
            writer.Flush();
            buffer.Write("\n"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) NewScratch()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer));
    }

    /// <exception cref="JsonException">A line is not an entry.</exception>
    public static List<HistoryEntry> Read(IEnumerable<ReadOnlyMemory<byte>> chunks)
    {
        var entries = new List<HistoryEntry>();
        foreach (var chunk in chunks)
        {
            var rest = chunk;
            while (!rest.IsEmpty)
            {
                var end = rest.Span.IndexOf((byte)'\n');
                var line = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                if (!line.IsEmpty)
                {
                    entries.Add(JsonSerializer.Deserialize(line.Span, HistoryJson.Default.HistoryEntry)!);
                }
            }
        }

        return entries;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HistoryEntry))]
internal sealed partial class HistoryJson : JsonSerializerContext;
