using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Verification;

/// <param name="Id">Participant and facts version.</param>
/// <param name="Causes">contested, face, name, domicile, complaint, sample: for staff only; the participant sees the one reason <c>identity-review</c>.</param>
public sealed record Review(
    string Id, string Participant, int FactsVersion, IReadOnlyList<string> Causes, DateTimeOffset OpenedAt,
    string? Decision = null, string? Reason = null, string? DecidedBy = null, DateTimeOffset? DecidedAt = null);

/// <summary>Identity cases that a person decides: table <c>reviews</c>, partitions <c>open</c> and <c>decided</c>, oldest first.</summary>
public sealed class ReviewQueue(ITableStore tables, TimeProvider clock)
{
    public const string Table = "reviews";
    public const string OpenPartition = "open";
    public const string DecidedPartition = "decided";

    public async Task OpenAsync(Participant participant, IReadOnlyList<string> causes)
    {
        var id = $"{participant.Id}-{participant.Facts.Version}";
        var review = new Review(id, participant.Id, participant.Facts.Version, causes, clock.GetUtcNow());
        await tables.CommitAsync(Table, OpenPartition, [new TableWrite.Upsert(id, PipelineJson.Write(review))]);
    }

    /// <param name="id">As somebody sent it: what cannot be an id is not found.</param>
    public async ValueTask<Review?> FindOpenAsync(string id)
    {
        if (id.Length is 0 or > 64 || !id.All(c => char.IsAsciiHexDigitLower(c) || c == '-'))
        {
            return null;
        }

        var row = await tables.GetAsync(Table, OpenPartition, id);
        return row is null ? null : PipelineJson.Read<Review>(row.Body);
    }

    public async Task CloseAsync(Review decided)
    {
        await tables.CommitAsync(Table, DecidedPartition, [new TableWrite.Upsert(decided.Id, PipelineJson.Write(decided))]);
        await tables.CommitAsync(Table, OpenPartition, [new TableWrite.Delete(decided.Id)]);
    }

    public Task<TablePage> ListAsync(string partition, int limit, string? cursor) => tables.ScanAsync(Table, partition, RowRange.All, limit, cursor);
}
