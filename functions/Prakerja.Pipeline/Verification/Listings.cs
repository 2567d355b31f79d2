using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Verification;

/// <summary>NIKs (by blind index) that an imported and confirmed ministry list names as affected: they only raise priority.</summary>
public sealed class Listings(ITableStore tables)
{
    public const string Table = "listings";

    public async ValueTask<bool> IsListedAsync(string nikIndex) => await tables.GetAsync(Table, nikIndex[..2], nikIndex) is not null;

    /// <summary>Enters the indexes of a list; may be repeated.</summary>
    public async Task AddAsync(IEnumerable<string> nikIndexes, string list)
    {
        var body = PipelineJson.Write(new { list });
        foreach (var partition in nikIndexes.Distinct(StringComparer.Ordinal).GroupBy(i => i[..2], StringComparer.Ordinal))
        {
            foreach (var part in partition.Chunk(TableLimits.MaxWrites))
            {
                await tables.CommitAsync(Table, partition.Key, [.. part.Select(i => new TableWrite.Upsert(i, body))]);
            }
        }
    }
}
