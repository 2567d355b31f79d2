using Azure;
using Azure.Data.Tables;
using Prakerja.Azure.Storage;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tables;

/// <summary>
/// One commit, sent until its fate is known. Each row it writes names the commit, so after a lost reply a look at these rows tells
/// whether it took place: it is neither sent again nor taken for somebody else's. A commit that only deletes given versions leaves no
/// row to look at; it inserts a witness with them, which is removed when all is known (one that a crash leaves is met by no scan).
/// Not told from a commit that never took place: rows that others removed, or wrote blindly, before the look.
/// </summary>
internal sealed class TableCommit(TableSender sender, string partition, IReadOnlyList<TableWrite> writes, ReadOnlyMemory<byte> id)
{
    /// <summary>An ETag that no row has any more: others changed the row after this commit.</summary>
    private const string Superseded = "W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"";

    private readonly string? witness =
        writes.Count < TableLimits.MaxWrites && writes.All(write => write is TableWrite.Delete) && writes.Any(write => write is TableWrite.Delete { ETag: not null })
            ? RowKeys.Witness(id.Span)
            : null;

    public async Task<CommitResult> SendAsync(bool doubt, CancellationToken cancellation)
    {
        var result = await sender.SendAsync(Actions(), cancellation);
        return doubt && !result.Committed && await LookAsync(cancellation) is (true, var committed) ? committed : WithTrails(result);
    }

    /// <summary>Whether the commit has taken place, and its result then.</summary>
    public async Task<(bool Found, CommitResult Result)> LookAsync(CancellationToken cancellation)
    {
        if (witness is not null)
        {
            var found = await sender.FindAsync(RowKeys.Write(partition), witness, cancellation) is not null;
            return (found, new CommitResult([.. writes.Select(_ => "")]));
        }

        var rows = await Task.WhenAll(writes.Select(write => LeavesARow(write)
            ? sender.FindAsync(RowKeys.Write(partition), RowKeys.Write(write.Row), cancellation)
            : Task.FromResult<TableEntity?>(null)));
        return (rows.Any(row => row is not null && StoredRow.TrailOf(row).Contains(id)), new CommitResult([.. rows.Select(ETagOf)]));
    }

    /// <summary>Best effort: what stays is in nobody's way.</summary>
    public async Task RemoveWitnessAsync(CancellationToken cancellation)
    {
        try
        {
            await (witness is null ? Task.CompletedTask : sender.RemoveAsync(RowKeys.Write(partition), witness, cancellation));
        }
        catch (Exception e) when (e is RequestFailedException or OperationCanceledException or IOException)
        {
            // The rows are gone, and that is what was asked for.
        }
    }

    private static bool LeavesARow(TableWrite write) => write is not TableWrite.Delete;

    private CommitTrail TrailOf(TableWrite write) =>
        (write is TableWrite.Replace replace ? CommitTrail.Split(replace.ETag).Trail : default).Add(id);

    private string ETagOf(TableEntity? row, int index) =>
        !LeavesARow(writes[index]) ? ""
        : row is not null && StoredRow.TrailOf(row).EndsWith(id) ? StoredRow.TrailOf(row).Join(row.ETag.ToString())
        : Superseded;

    private CommitResult WithTrails(CommitResult result) => result.Committed
        ? new CommitResult([.. writes.Select((write, i) => LeavesARow(write) ? TrailOf(write).Join(result.ETags[i]) : "")])
        : result;

    private IReadOnlyList<TableTransactionAction> Actions() =>
        [.. writes.Select(Action), .. witness is null ? [] : new[] { new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(RowKeys.Write(partition), witness)) }];

    private TableTransactionAction Action(TableWrite write) => write switch
    {
        TableWrite.Insert insert => new(TableTransactionActionType.Add, Entity(write, insert.Body)),
        TableWrite.Replace replace => new(TableTransactionActionType.UpdateReplace, Entity(write, replace.Body), new ETag(CommitTrail.Split(replace.ETag).ETag)),
        TableWrite.Upsert upsert => new(TableTransactionActionType.UpsertReplace, Entity(write, upsert.Body)),
        TableWrite.Delete delete => new(TableTransactionActionType.Delete, Entity(write, default), delete.ETag is { } etag ? new ETag(CommitTrail.Split(etag).ETag) : ETag.All),
        _ => throw new ArgumentException($"Unknown write {write.GetType()}.", nameof(write)),
    };

    private TableEntity Entity(TableWrite write, ReadOnlyMemory<byte> body) => StoredRow.Entity(partition, write.Row, body, TrailOf(write));
}
