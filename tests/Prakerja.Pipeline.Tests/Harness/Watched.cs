using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>Remembers every partition ever written to, so that all that is stored can be read.</summary>
public sealed class WatchedTables : ITableStore
{
    private readonly ConcurrentDictionary<(string Table, string Partition), bool> partitions = new();
    private ITableStore inner = null!;

    public ITableStore Watch(ITableStore tables)
    {
        inner = tables;
        return this;
    }

    public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
        inner.GetAsync(table, partition, row, cancellation);

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        partitions[(table, partition)] = true;
        return inner.CommitAsync(table, partition, writes, cancellation);
    }

    public Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default) =>
        inner.ScanAsync(table, partition, range, limit, continuation, cancellation);

    /// <summary>Every row: its place (<c>table/partition/row</c>), and that with all it says, encoded parts decoded too.</summary>
    public async Task<IReadOnlyList<(string Place, string Text)>> ReadAllAsync()
    {
        var all = new List<(string, string)>();
        foreach (var (table, partition) in partitions.Keys)
        {
            string? continuation = null;
            do
            {
                var page = await inner.ScanAsync(table, partition, RowRange.All, 1000, continuation);
                all.AddRange(page.Rows.Select(r => ($"{table}/{partition}/{r.Row}", TextOf($"{table}/{partition}/{r.Row}", r.Body))));
                continuation = page.Continuation;
            }
            while (continuation is not null);
        }

        return all;
    }

    private static string TextOf(string place, ReadOnlyMemory<byte> body)
    {
        var text = new StringBuilder(place).Append('\n').Append(Encoding.UTF8.GetString(body.Span));
        Decode(JsonNode.Parse(body.Span), text);
        return text.ToString();
    }

    private static void Decode(JsonNode? node, StringBuilder text)
    {
        var children = node switch
        {
            JsonObject o => o.Select(p => p.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (var child in children)
        {
            Decode(child, text);
        }

        if (node is JsonValue value && value.TryGetValue<string>(out var word))
        {
            var bytes = new byte[word.Length];
            text.Append('\n').Append(word).Append('\n').Append(Convert.TryFromBase64String(word, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "");
        }
    }
}

/// <summary>Remembers the names of all blobs.</summary>
public sealed class WatchedBlobs(IBlobStore inner) : IBlobStore
{
    private readonly ConcurrentDictionary<(string Container, string Name), bool> names = new();

    public Task<bool> PutAsync(string container, string name, Stream content, string contentType, bool overwrite, CancellationToken cancellation = default)
    {
        names[(container, name)] = true;
        return inner.PutAsync(container, name, content, contentType, overwrite, cancellation);
    }

    public Task<Stream?> OpenAsync(string container, string name, long offset = 0, long? length = null, CancellationToken cancellation = default) =>
        inner.OpenAsync(container, name, offset, length, cancellation);

    public Task<BlobInfo?> GetInfoAsync(string container, string name, CancellationToken cancellation = default) => inner.GetInfoAsync(container, name, cancellation);

    public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation = default) => inner.DeleteAsync(container, name, cancellation);

    public Task<Uri> CreateReadLinkAsync(string container, string name, DateTimeOffset expires, CancellationToken cancellation = default) =>
        inner.CreateReadLinkAsync(container, name, expires, cancellation);

    /// <summary>Every blob there is: <c>container/name</c>, and that with its bytes read as text.</summary>
    public async Task<IReadOnlyList<(string Place, string Text)>> ReadAllAsync()
    {
        var all = new List<(string, string)>();
        foreach (var (container, name) in names.Keys)
        {
            if (await inner.OpenAsync(container, name) is { } stream)
            {
                using var reader = new StreamReader(stream, Encoding.Latin1);
                all.Add(($"{container}/{name}", $"{container}/{name}\n{await reader.ReadToEndAsync()}"));
            }
        }

        return all;
    }
}
