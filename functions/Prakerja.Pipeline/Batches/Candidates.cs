using System.Globalization;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>
/// Candidates of all batches: table <c>candidates</c>, partition = batch and the first two digits of the random ticket (256 shards), row = ticket.
/// Beside them in each shard a row of counts, and, once it is frozen, a fence.
/// </summary>
public sealed class Candidates(ITableStore tables)
{
    public const string Table = "candidates";
    private const string Fence = "x|closed";
    private const string Tally = "x|tally";
    private static readonly RowRange Tickets = new("0", "g");

    public static IEnumerable<string> Shards => Enumerable.Range(0, 256).Select(i => i.ToString("x2", CultureInfo.InvariantCulture));

    public static string Partition(int batch, string shard) => $"{batch:D6}-{shard}";

    public async ValueTask<(Candidate Candidate, string ETag)?> FindAsync(int batch, string ticket)
    {
        var row = await tables.GetAsync(Table, Partition(batch, ticket[..2]), ticket);
        return row is null ? null : (PipelineJson.Read<Candidate>(row.Body), row.ETag);
    }

    /// <summary>
    /// Writes the candidate's row; may be repeated. False if the shard was closed. The fence is looked at after the row is written: whoever
    /// closes the shard looks for rows after the fence is, so that no joining slips between the two.
    /// </summary>
    public async Task<bool> AddAsync(int batch, string ticket, Candidate candidate)
    {
        var partition = Partition(batch, ticket[..2]);
        while (!(await tables.CommitAsync(Table, partition, await AdditionAsync(partition, ticket, candidate))).Committed)
        {
        }

        return await tables.GetAsync(Table, partition, Fence) is null;
    }

    /// <summary>
    /// Takes back a candidate who left while the batch was open. Once the shard is being frozen the row stays, since the ticket may be among the entries
    /// already: freezing or awarding sees that its holder has left.
    /// </summary>
    public async Task RemoveAsync(int batch, string ticket)
    {
        var partition = Partition(batch, ticket[..2]);
        while (await FindAsync(batch, ticket) is { Candidate.Verdict: null } found && await tables.GetAsync(Table, partition, Fence) is null)
        {
            var tally = await TallyAsync(partition, found.Candidate, -1);
            if ((await tables.CommitAsync(Table, partition, [new TableWrite.Delete(ticket, found.ETag), tally])).Committed)
            {
                return;
            }
        }
    }

    public Task CloseAsync(int batch, string shard) =>
        tables.CommitAsync(Table, Partition(batch, shard), [new TableWrite.Upsert(Fence, PipelineJson.Write(new { }))]);

    /// <summary>Candidates of a shard after a ticket, ascending.</summary>
    public async Task<IReadOnlyList<(string Ticket, Candidate Candidate, string ETag)>> ReadAsync(int batch, string shard, string? after, int limit)
    {
        var rows = new List<TableRow>();
        string? continuation = null;
        do
        {
            var range = Tickets with { From = after is null ? Tickets.From : after + " " };
            var page = await tables.ScanAsync(Table, Partition(batch, shard), range, limit - rows.Count, continuation);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null && rows.Count < limit);
        return [.. rows.Select(r => (r.Row, PipelineJson.Read<Candidate>(r.Body), r.ETag))];
    }

    /// <summary>Records verdicts of up to 100 rows of one shard; false and nothing if one is not as it was read.</summary>
    public async Task<bool> JudgeAsync(int batch, string shard, IReadOnlyList<(string Ticket, Candidate Candidate, string ETag)> judged) => (await tables.CommitAsync(
        Table, Partition(batch, shard), [.. judged.Select(j => new TableWrite.Replace(j.Ticket, PipelineJson.Write(j.Candidate), j.ETag))])).Committed;

    /// <summary>Records what became of one candidate.</summary>
    public Task JudgeAsync(int batch, string ticket, Verdict verdict) => ChangeAsync(batch, ticket, candidate => candidate with { Verdict = verdict });

    /// <summary>Records what claims the ticket may hold; null: none any more.</summary>
    public Task HoldAsync(int batch, string ticket, AwardClaims? held) => ChangeAsync(batch, ticket, candidate => candidate with { Held = held });

    /// <summary>
    /// A ticket whose holder was erased is nobody's: freezing finds it void, awarding lost. What an attempt to award it holds is given up by that attempt.
    /// </summary>
    /// <param name="awarded">The award was made on it, so that no attempt is under way.</param>
    public Task EraseAsync(int batch, string ticket, bool awarded) => ChangeAsync(
        batch, ticket, candidate => candidate with { Participant = "", Household = "", Held = awarded ? null : candidate.Held });

    private async Task ChangeAsync(int batch, string ticket, Func<Candidate, Candidate> change)
    {
        while (await FindAsync(batch, ticket) is { } found)
        {
            var write = new TableWrite.Replace(ticket, PipelineJson.Write(change(found.Candidate)), found.ETag);
            if ((await tables.CommitAsync(Table, Partition(batch, ticket[..2]), [write])).Committed)
            {
                return;
            }
        }
    }

    /// <summary>Candidates by regency and group: <c>32.73|4</c> → count. Includes the few whose joining never completed.</summary>
    public async Task<SortedDictionary<string, long>> CountAsync(int batch)
    {
        var sum = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var shard in Shards)
        {
            foreach (var (cell, count) in (await ReadTallyAsync(Partition(batch, shard))).Cells)
            {
                sum[cell] = sum.GetValueOrDefault(cell) + count;
            }
        }

        return sum;
    }

    private async ValueTask<IReadOnlyList<TableWrite>> AdditionAsync(string partition, string ticket, Candidate candidate)
    {
        var body = PipelineJson.Write(candidate);
        var known = await tables.GetAsync(Table, partition, ticket);
        return known is null
            ? [new TableWrite.Insert(ticket, body), await TallyAsync(partition, candidate, 1)]
            : [new TableWrite.Replace(ticket, body, known.ETag)];
    }

    private async ValueTask<TableWrite> TallyAsync(string partition, Candidate candidate, int change)
    {
        var (cells, etag) = await ReadTallyAsync(partition);
        var cell = $"{candidate.Regency}|{candidate.Group}";
        cells[cell] = cells.GetValueOrDefault(cell) + change;
        return etag is null
            ? new TableWrite.Insert(Tally, PipelineJson.Write(cells))
            : new TableWrite.Replace(Tally, PipelineJson.Write(cells), etag);
    }

    private async ValueTask<(SortedDictionary<string, long> Cells, string? ETag)> ReadTallyAsync(string partition)
    {
        var row = await tables.GetAsync(Table, partition, Tally);
        return row is null ? ([], null) : (PipelineJson.Read<SortedDictionary<string, long>>(row.Body), row.ETag);
    }
}
