using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin;

public enum ListingState
{
    /// <summary>Imported by one person.</summary>
    Draft,

    /// <summary>Approved by another; being applied.</summary>
    Approved,

    Applied,
}

/// <summary>A ministry's list of the affected. Its NIKs are kept as blind indexes only, ascending, one a line, in a blob named after the list.</summary>
public sealed record Listing(string Id, string List, int Count, ListingState State, string CreatedBy, DateTimeOffset CreatedAt)
{
    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }
}

/// <summary>Table <c>listingimports</c>, one partition: a few lists a year.</summary>
public sealed class ListingsStore(ITableStore tables, IBlobStore blobs)
{
    public const string Table = "listingimports";
    public const string Partition = "all";
    public const string Container = "listings";

    /// <summary>An index and its line end.</summary>
    private const int RecordSize = 33;

    public async Task AddAsync(Listing listing, IEnumerable<string> indexes)
    {
        var content = System.Text.Encoding.ASCII.GetBytes(string.Concat(indexes.Order(StringComparer.Ordinal).Select(i => i + "\n")));
        await blobs.PutAsync(Container, listing.Id, new MemoryStream(content, writable: false), "text/plain", overwrite: true);
        await tables.CommitAsync(Table, Partition, [new TableWrite.Insert(listing.Id, PipelineJson.Write(listing))]);
    }

    public async ValueTask<(Listing Listing, string ETag)?> FindAsync(string id)
    {
        var row = id.Length == 16 && id.All(char.IsAsciiHexDigitLower) ? await tables.GetAsync(Table, Partition, id) : null;
        return row is null ? null : (PipelineJson.Read<Listing>(row.Body), row.ETag);
    }

    /// <summary>False if somebody else changed it meanwhile.</summary>
    public async Task<bool> ReplaceAsync(Listing listing, string etag) =>
        (await tables.CommitAsync(Table, Partition, [new TableWrite.Replace(listing.Id, PipelineJson.Write(listing), etag)])).Committed;

    public async Task<IReadOnlyList<Listing>> AllAsync()
    {
        var all = new List<Listing>();
        await foreach (var row in tables.RowsAsync(Table, Partition, RowRange.All))
        {
            all.Add(PipelineJson.Read<Listing>(row.Body));
        }

        return all;
    }

    /// <summary>Indexes <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/> of the list's order.</summary>
    public async Task<IReadOnlyList<string>> IndexesAsync(string id, int from, int count)
    {
        await using var blob = await blobs.OpenAsync(Container, id, (long)from * RecordSize, (long)count * RecordSize)
            ?? throw new InvalidOperationException($"Listing {id} has no content.");
        using var reader = new StreamReader(blob, System.Text.Encoding.ASCII);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
