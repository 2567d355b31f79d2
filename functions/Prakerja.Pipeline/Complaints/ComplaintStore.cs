using System.Text.Json.Serialization;
using Prakerja.Domain.Complaints;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Complaints;

/// <param name="Text">Sealed under the participant's key: people write personal things.</param>
/// <param name="DueAt">By when the complaint, or its appeal, is decided.</param>
public sealed record ComplaintRecord(string Id, ComplaintCategory Category, byte[] Text, DateTimeOffset FiledAt, DateTimeOffset DueAt)
{
    public ComplaintState State { get; init; }

    public string? Answer { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public byte[]? AppealText { get; init; }

    /// <summary>Waits for a decision.</summary>
    [JsonIgnore]
    public bool IsOpen => State is ComplaintState.Open or ComplaintState.Appealed;
}

/// <summary>An open complaint as staff find it: who and by when.</summary>
/// <param name="IndexedAt">When the row was written; its complaint follows within moments or not at all.</param>
public sealed record ComplaintIndex(string Id, string Participant, DateTimeOffset DueAt, DateTimeOffset IndexedAt = default);

/// <summary>
/// Complaints live with their participant; table <c>complaints</c> is the index of the undecided ones, by due time: written before the complaint is
/// committed, deleted after its decision is. A row whose complaint is not open, or is due at another time (a crash between the two), is skipped and
/// removed by its reader, once it is too old to belong to a commit under way.
/// </summary>
public sealed class ComplaintStore(ITableStore tables, TimeProvider clock)
{
    private static readonly TimeSpan CommitTime = TimeSpan.FromHours(1);

    public const string Table = "complaints";
    public const string OpenPartition = "open";
    public const string ByIdPartition = "byid";

    public static string OpenRow(ComplaintIndex index) => $"{index.DueAt.UtcTicks:D19}|{index.Id}";

    /// <summary>Written before the complaint itself is committed.</summary>
    public Task IndexAsync(ComplaintIndex index)
    {
        var body = PipelineJson.Write(index with { IndexedAt = clock.GetUtcNow() });
        return Task.WhenAll(
            tables.CommitAsync(Table, OpenPartition, [new TableWrite.Upsert(OpenRow(index), body)]),
            tables.CommitAsync(Table, ByIdPartition, [new TableWrite.Upsert(index.Id, body)]));
    }

    /// <summary>The index row of a complaint as it stands, to be closed once its decision is committed.</summary>
    public ValueTask<TableRow?> FindRowAsync(string id, ComplaintRecord complaint) =>
        tables.GetAsync(Table, OpenPartition, OpenRow(new ComplaintIndex(id, "", complaint.DueAt)));

    /// <summary>Deletes an index row, unless it was written anew since it was read: an appeal can be due at the same time.</summary>
    public Task CloseAsync(TableRow row) => tables.CommitAsync(Table, OpenPartition, [new TableWrite.Delete(row.Row, row.ETag)]);

    /// <summary>Its complainant is erased: nobody finds it any more.</summary>
    public async Task ForgetAsync(ComplaintIndex index)
    {
        await tables.CommitAsync(Table, OpenPartition, [new TableWrite.Delete(OpenRow(index))]);
        await tables.CommitAsync(Table, ByIdPartition, [new TableWrite.Delete(index.Id)]);
    }

    public async ValueTask<ComplaintIndex?> FindAsync(string id)
    {
        if (id.Length != 16 || !id.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        var row = await tables.GetAsync(Table, ByIdPartition, id);
        return row is null ? null : PipelineJson.Read<ComplaintIndex>(row.Body);
    }

    /// <summary>The undecided complaint behind an index row and whose it is; null if there is none (any more), which removes the row.</summary>
    public async ValueTask<(string Participant, ComplaintRecord Complaint)?> ReadOpenAsync(TableRow row)
    {
        var index = PipelineJson.Read<ComplaintIndex>(row.Body);
        if (await ReadAsync(index.Participant, index.Id) is { Complaint: { IsOpen: true } complaint } && complaint.DueAt == index.DueAt)
        {
            return (index.Participant, complaint);
        }

        if (clock.GetUtcNow() - index.IndexedAt > CommitTime)
        {
            await CloseAsync(row);
        }

        return null;
    }

    public async ValueTask<(ComplaintRecord Complaint, string ETag)?> ReadAsync(string participant, string id)
    {
        var row = await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), ParticipantKeys.Complaint(participant, id));
        return row is null ? null : (PipelineJson.Read<ComplaintRecord>(row.Body), row.ETag);
    }
}
