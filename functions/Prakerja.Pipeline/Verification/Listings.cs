using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Verification;

/// <summary>NIKs (by blind index) that an imported and confirmed ministry list names as affected: they only raise priority.</summary>
public sealed class Listings(ITableStore tables)
{
    public const string Table = "listings";

    public async ValueTask<bool> IsListedAsync(string nikIndex) => await tables.GetAsync(Table, nikIndex[..2], nikIndex) is not null;

    public Task AddAsync(string nikIndex, string list) =>
        tables.CommitAsync(Table, nikIndex[..2], [new TableWrite.Upsert(nikIndex, PipelineJson.Write(new { list }))]);
}
