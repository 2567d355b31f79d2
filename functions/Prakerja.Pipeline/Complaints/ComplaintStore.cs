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
}

/// <summary>An open complaint as staff find it: who and by when.</summary>
public sealed record ComplaintIndex(string Id, string Participant, DateTimeOffset DueAt);

/// <summary>
/// Complaints live with their participant; table <c>complaints</c> is the index of the undecided ones, by due time. An index row whose complaint is
/// not open (a crash between the two) is skipped and removed by its reader.
/// </summary>
public sealed class ComplaintStore(ITableStore tables)
{
    public const string Table = "complaints";
    public const string OpenPartition = "open";
    public const string ByIdPartition = "byid";

    public static string OpenRow(ComplaintIndex index) => $"{index.DueAt.UtcTicks:D19}|{index.Id}";

    /// <summary>Written before the complaint itself is committed.</summary>
    public Task IndexAsync(ComplaintIndex index)
    {
        var body = PipelineJson.Write(index);
        return Task.WhenAll(
            tables.CommitAsync(Table, OpenPartition, [new TableWrite.Upsert(OpenRow(index), body)]),
            tables.CommitAsync(Table, ByIdPartition, [new TableWrite.Upsert(index.Id, body)]));
    }

    public Task CloseAsync(ComplaintIndex index) => tables.CommitAsync(Table, OpenPartition, [new TableWrite.Delete(OpenRow(index))]);

    /// <summary>Its complainant is erased: nobody finds it any more.</summary>
    public async Task ForgetAsync(ComplaintIndex index)
    {
        await CloseAsync(index);
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

    public async ValueTask<(ComplaintRecord Complaint, string ETag)?> ReadAsync(string participant, string id)
    {
        var row = await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), ParticipantKeys.Complaint(participant, id));
        return row is null ? null : (PipelineJson.Read<ComplaintRecord>(row.Body), row.ETag);
    }
}
