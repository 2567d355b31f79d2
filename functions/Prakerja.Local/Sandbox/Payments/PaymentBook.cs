using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Payments;

/// <summary>The books of the banks and wallets: one row an instruction, committed together with the job that follows from it.</summary>
internal sealed class PaymentBook(ITableStore tables, OutsideJobs jobs)
{
    private const string Prefix = "pay-";
    private const string Behaviours = "behaviour-";

    public async Task<(PaymentRecord? Record, string? ETag)> FindAsync(string reference) =>
        await tables.GetAsync(OutsideJobs.Table, OutsideJobs.Partition, RowOf(reference)) is { } row ? (PipelineJson.Read<PaymentRecord>(row.Body), row.ETag) : (null, null);

    /// <summary>False: somebody else wrote meanwhile.</summary>
    /// <param name="etag">Of the row that is replaced; null: there is none.</param>
    /// <param name="follow">What follows from it.</param>
    public async Task<bool> WriteAsync(PaymentRecord record, string? etag, params IReadOnlyList<OutsideJob> follow)
    {
        var body = PipelineJson.Write(record);
        TableWrite write = etag is null ? new TableWrite.Insert(RowOf(record.Reference), body) : new TableWrite.Replace(RowOf(record.Reference), body, etag);
        var written = await tables.CommitAsync(OutsideJobs.Table, OutsideJobs.Partition, [write, .. AccountMoves.RowsOf(record), .. follow.Select(OutsideJobs.Row)]);
        if (written.Committed)
        {
            follow.ToList().ForEach(jobs.Arm);
        }

        return written.Committed;
    }

    public async Task<PaymentBehaviour> BehaviourAsync(string account) =>
        await tables.GetAsync(OutsideJobs.Table, OutsideJobs.Partition, Behaviours + AccountKey.Normal(account)) is { } row
            ? PipelineJson.Read<PaymentBehaviour>(row.Body)
            : PaymentBehaviour.Pay;

    public Task SetBehaviourAsync(string account, PaymentBehaviour behaviour) => tables.CommitAsync(
        OutsideJobs.Table, OutsideJobs.Partition, [new TableWrite.Upsert(Behaviours + AccountKey.Normal(account), PipelineJson.Write(behaviour))]);

    /// <summary>Every transfer really made that did not come back, oldest first.</summary>
    public async Task<IReadOnlyList<MadePayment>> MadeAsync() =>
        [.. (await MovedAsync()).Where(r => r.Fate == PaymentFate.Paid).Select(r => new MadePayment(r.Reference, r.Kind, r.Payee, r.Account, r.Moved, r.At))];

    /// <summary>Every payment made, those included that came back since, oldest first.</summary>
    public async Task<IReadOnlyList<PaymentRecord>> MovedAsync()
    {
        var moved = new List<PaymentRecord>();
        await foreach (var row in tables.RowsAsync(OutsideJobs.Table, OutsideJobs.Partition, RowRange.Prefix(Prefix)))
        {
            if (PipelineJson.Read<PaymentRecord>(row.Body) is { Fate: PaymentFate.Paid or PaymentFate.Returned } record)
            {
                moved.Add(record);
            }
        }

        return [.. moved.OrderBy(m => m.At).ThenBy(m => m.Reference, StringComparer.Ordinal)];
    }

    private static string RowOf(string reference) => Prefix + Uri.EscapeDataString(reference);
}
