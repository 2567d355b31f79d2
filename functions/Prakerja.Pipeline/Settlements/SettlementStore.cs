using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>Table <c>settlements</c>, one partition (some hundred rows a year): a row per platform and week, and per platform the last week that was looked at.</summary>
public sealed class SettlementStore(ITableStore tables)
{
    public const string Table = "settlements";
    public const string Partition = "all";
    private const string Rows = "s|";

    public static RowRange Range => RowRange.Prefix(Rows);

    public static RowRange Of(string platform) => RowRange.Prefix($"{Rows}{platform}|");

    public async ValueTask<(Settlement Settlement, string ETag)?> FindAsync(SettlementId id)
    {
        var row = await tables.GetAsync(Table, Partition, RowOf(id));
        return row is null ? null : (PipelineJson.Read<Settlement>(row.Body), row.ETag);
    }

    public async Task<IReadOnlyList<Settlement>> AllAsync(RowRange range, CancellationToken cancellation = default)
    {
        var all = new List<Settlement>();
        await foreach (var row in tables.RowsAsync(Table, Partition, range, cancellation: cancellation))
        {
            all.Add(PipelineJson.Read<Settlement>(row.Body));
        }

        return all;
    }

    /// <summary>The Monday of the last week that was looked at for a platform.</summary>
    public async ValueTask<(DateOnly? Through, string? ETag)> HeadAsync(string platform)
    {
        var row = await tables.GetAsync(Table, Partition, HeadOf(platform));
        return row is null ? (null, null) : (PipelineJson.Read<DateOnly>(row.Body), row.ETag);
    }

    /// <summary>Adds a settlement, or none for a week without purchases, unless another week was added since the head was read: no purchase gets into two.</summary>
    public async Task<bool> AddAsync(string platform, DateOnly through, string? head, Settlement? settlement)
    {
        var body = PipelineJson.Write(through);
        TableWrite moved = head is null ? new TableWrite.Insert(HeadOf(platform), body) : new TableWrite.Replace(HeadOf(platform), body, head);
        return (await tables.CommitAsync(Table, Partition, settlement is null ? [moved] : [moved, new TableWrite.Insert(RowOf(settlement.Id), PipelineJson.Write(settlement))])).Committed;
    }

    /// <summary>Decides and commits; again if somebody else wrote meanwhile. Nothing is written if the decision returns it as it was; null if there is none.</summary>
    public async Task<Settlement?> ChangeAsync(SettlementId id, Func<Settlement, ValueTask<Settlement>> decide)
    {
        while (await FindAsync(id) is { } found)
        {
            var after = await decide(found.Settlement);
            if (ReferenceEquals(after, found.Settlement))
            {
                return after;
            }

            after = after with { Version = found.Settlement.Version + 1 };
            if (await ReplaceAsync(after, found.ETag))
            {
                return after;
            }
        }

        return null;
    }

    /// <summary>Notes what was done about a version; one that has changed since is left alone.</summary>
    public async Task NoteAsync(SettlementId id, int version, Func<Settlement, Settlement> note)
    {
        if (await FindAsync(id) is { } found && found.Settlement.Version == version)
        {
            await ReplaceAsync(note(found.Settlement), found.ETag);
        }
    }

    private async Task<bool> ReplaceAsync(Settlement settlement, string etag) =>
        (await tables.CommitAsync(Table, Partition, [new TableWrite.Replace(RowOf(settlement.Id), PipelineJson.Write(settlement), etag)])).Committed;

    private static string RowOf(SettlementId id) => $"{Rows}{id.Platform}|{id.Monday:yyyy-MM-dd}";

    private static string HeadOf(string platform) => $"head|{platform}";
}
