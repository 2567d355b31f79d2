using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Verification;

/// <param name="Id">Participant and facts version.</param>
/// <param name="DueAt">By when a person decides.</param>
/// <param name="Causes">contested, face, name, domicile, complaint, sample: for staff only; the participant sees the one reason <c>identity-review</c>.</param>
public sealed record Review(
    string Id, string Participant, int FactsVersion, IReadOnlyList<string> Causes, DateTimeOffset OpenedAt, DateTimeOffset DueAt,
    string? Decision = null, string? Reason = null, string? DecidedBy = null, DateTimeOffset? DecidedAt = null);

/// <summary>Identity cases that a person decides: table <c>reviews</c>, partitions <c>open</c> and <c>decided</c>, oldest first.</summary>
public sealed class ReviewQueue(ITableStore tables, IOptions<VerificationOptions> options, TimeProvider clock)
{
    public const string Table = "reviews";
    public const string OpenPartition = "open";
    public const string DecidedPartition = "decided";

    /// <summary>The decision on record of a case that no longer had to be decided.</summary>
    public const string Stale = "stale";

    public static string IdOf(string participant, int factsVersion) => $"{participant}-{factsVersion}";

    /// <summary>Opens the case of these facts; one that is open keeps its due date.</summary>
    public async Task OpenAsync(Participant participant, IReadOnlyList<string> causes)
    {
        var id = IdOf(participant.Id, participant.Facts.Version);
        var now = clock.GetUtcNow();
        var review = new Review(id, participant.Id, participant.Facts.Version, causes, now, now + TimeSpan.FromDays(options.Value.ReviewDays));
        await tables.CommitAsync(Table, OpenPartition, [new TableWrite.Insert(id, PipelineJson.Write(review))]);
    }

    /// <summary>Closes a case whose facts were changed before anybody decided it; nothing if there is none.</summary>
    public async Task CloseStaleAsync(string participant, int factsVersion)
    {
        if (await FindOpenAsync(IdOf(participant, factsVersion)) is { } review)
        {
            await CloseAsync(review with { Decision = Stale, DecidedAt = clock.GetUtcNow() });
        }
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

    /// <summary>Forgets every case about somebody, open or decided.</summary>
    public async Task ForgetAsync(string participant)
    {
        foreach (var partition in new[] { OpenPartition, DecidedPartition })
        {
            while (await tables.ScanAsync(Table, partition, RowRange.Prefix($"{participant}-"), TableLimits.MaxWrites) is { Rows.Count: > 0 } page)
            {
                await tables.CommitAsync(Table, partition, [.. page.Rows.Select(r => new TableWrite.Delete(r.Row))]);
            }
        }
    }

    public Task<TablePage> ListAsync(string partition, int limit, string? cursor) => tables.ScanAsync(Table, partition, RowRange.All, limit, cursor);
}
