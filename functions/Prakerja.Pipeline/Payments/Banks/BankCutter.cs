using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>
/// Moves what is spooled into files, some of it with each commit, so that every instruction is at any moment either spooled or in exactly one file. Two at
/// once get into each other's way and nothing else.
/// </summary>
public sealed class BankCutter(ITableStore tables, BankFileStore files, BankSpool spool, IRandomSource random, IOptions<BankFileOptions> options, TimeProvider clock)
{
    /// <summary>Three writes each, and one for the file, within a commit's 100.</summary>
    private const int PerCommit = 33;

    /// <summary>Until nothing is left that is due to be cut.</summary>
    public async Task CutAsync(string provider, CancellationToken cancellation)
    {
        while (await StepAsync(provider, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> StepAsync(string provider, CancellationToken cancellation)
    {
        var counter = await tables.GetAsync(BankKeys.Table, provider, BankKeys.Counter, cancellation);
        var newest = counter is null ? 0 : PipelineJson.Read<int>(counter.Body);
        if (await files.FindAsync(provider, newest) is not { File.State: BankFileState.Assembling } open)
        {
            return await spool.OldestAsync(provider, cancellation) is { } oldest && clock.GetUtcNow() >= oldest + options.Value.Window
                && await BeginAsync(provider, newest + 1, counter);
        }

        var rows = await SpooledAsync(provider, Math.Min(PerCommit, options.Value.MaxTransactions - open.File.Count), cancellation);
        return rows.Count > 0 ? await MoveAsync(open.File, open.ETag, rows) : open.File.Count > 0 && await CloseAsync(open.File, open.ETag);
    }

    private async Task<bool> BeginAsync(string provider, int number, TableRow? counter)
    {
        var body = PipelineJson.Write(number);
        var file = new BankFile(provider, number, clock.GetUtcNow(), BankFileState.Assembling);
        await tables.CommitAsync(BankKeys.Table, provider,
        [
            counter is null ? new TableWrite.Insert(BankKeys.Counter, body) : new TableWrite.Replace(BankKeys.Counter, body, counter.ETag),
            new TableWrite.Insert(BankKeys.File(number), PipelineJson.Write(file)),
            new TableWrite.Insert(BankKeys.Open(number), PipelineJson.Write(number)),
        ]);
        return true;
    }

    private async Task<List<TableRow>> SpooledAsync(string provider, int most, CancellationToken cancellation)
    {
        var rows = new List<TableRow>(PerCommit);
        if (most <= 0)
        {
            return rows;
        }

        await foreach (var row in tables.RowsAsync(BankKeys.Table, provider, RowRange.Prefix(BankKeys.SpooledPrefix), most, cancellation))
        {
            rows.Add(row);
            if (rows.Count == most)
            {
                break;
            }
        }

        return rows;
    }

    private async Task<bool> MoveAsync(BankFile file, string etag, List<TableRow> rows)
    {
        var transfers = rows.ConvertAll(row => PipelineJson.Read<BankTransfer>(row.Body));
        var larger = file with { Count = file.Count + rows.Count, Sum = file.Sum + transfers.Sum(t => t.Amount) };
        List<TableWrite> writes = [new TableWrite.Replace(BankKeys.File(file.Number), PipelineJson.Write(larger), etag)];
        foreach (var (row, transfer) in rows.Zip(transfers))
        {
            var filed = new BankReference(transfer.Reference, transfer.Amount, transfer.At, BankReferenceState.Filed) { File = file.Number };
            writes.Add(new TableWrite.Delete(row.Row, row.ETag));
            writes.Add(new TableWrite.Upsert(BankKeys.Reference(transfer.Reference), PipelineJson.Write(filed)));
            writes.Add(new TableWrite.Insert(BankKeys.Transfer(file.Number, transfer.Reference), row.Body));
        }

        await tables.CommitAsync(BankKeys.Table, file.Provider, writes);
        return true;
    }

    private async Task<bool> CloseAsync(BankFile file, string etag)
    {
        var cut = file with { State = BankFileState.Cut, At = clock.GetUtcNow(), WrappedKey = await files.NewKeyAsync(random) };
        await tables.CommitAsync(BankKeys.Table, file.Provider, [new TableWrite.Replace(BankKeys.File(file.Number), PipelineJson.Write(cut), etag)]);
        return true;
    }
}
