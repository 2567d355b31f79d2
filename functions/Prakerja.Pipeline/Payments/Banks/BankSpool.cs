using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Where instructions wait for the next file. A reference enters once, and a closed one never.</summary>
public sealed class BankSpool(ITableStore tables, AddressBox box, IShardSignals signals, IOptions<BankFileOptions> options, TimeProvider clock)
{
    /// <summary>Durable when it completes. A reference that is known is left as it is.</summary>
    public async Task<BankReference> AddAsync(PaymentInstruction instruction)
    {
        var now = clock.GetUtcNow();
        var reference = new BankReference(instruction.Reference, instruction.Amount, now, BankReferenceState.Spooled);
        var transfer = new BankTransfer(instruction.Reference, instruction.Kind, instruction.Payee, box.Seal(instruction.Account), instruction.Amount, now);
        var added = await tables.CommitAsync(BankKeys.Table, instruction.Provider,
        [
            new TableWrite.Insert(BankKeys.Reference(reference.Reference), PipelineJson.Write(reference)),
            new TableWrite.Insert(BankKeys.Spooled(now, reference.Reference), PipelineJson.Write(transfer)),
        ]);
        if (!added.Committed)
        {
            return (await FindAsync(instruction.Provider, instruction.Reference))!;
        }

        if (options.Value.Window <= TimeSpan.Zero)
        {
            await signals.SignalAsync(BankFiles.QueueName, instruction.Provider);
        }

        return reference;
    }

    public async ValueTask<BankReference?> FindAsync(string provider, string reference) => (await ReadAsync(provider, reference)).Known;

    /// <summary>Closes a reference for ever if no file has it.</summary>
    /// <param name="spooledToo">False: only one that never came here.</param>
    /// <returns>The reference afterwards.</returns>
    public async Task<BankReference> CloseAsync(string provider, string reference, bool spooledToo)
    {
        while (true)
        {
            var (known, etag) = await ReadAsync(provider, reference);
            if (known is not null && (known.State != BankReferenceState.Spooled || !spooledToo))
            {
                return known;
            }

            var closed = known is null
                ? new BankReference(reference, 0, clock.GetUtcNow(), BankReferenceState.Closed)
                : known with { State = BankReferenceState.Closed };
            var body = PipelineJson.Write(closed);
            TableWrite[] writes = known is null
                ? [new TableWrite.Insert(BankKeys.Reference(reference), body)]
                : [new TableWrite.Replace(BankKeys.Reference(reference), body, etag!), new TableWrite.Delete(BankKeys.Spooled(known.At, reference))];
            if ((await tables.CommitAsync(BankKeys.Table, provider, writes)).Committed)
            {
                return closed;
            }
        }
    }

    /// <summary>Changes a reference that is in a file; nothing is written if nothing changes.</summary>
    public async Task ChangeAsync(string provider, string reference, Func<BankReference, BankReference> change)
    {
        while (true)
        {
            var (known, etag) = await ReadAsync(provider, reference);
            if (known is not { State: BankReferenceState.Filed } || change(known) is var changed && changed == known
                || (await tables.CommitAsync(BankKeys.Table, provider, [new TableWrite.Replace(BankKeys.Reference(reference), PipelineJson.Write(changed), etag!)])).Committed)
            {
                return;
            }
        }
    }

    /// <summary>When the instruction was taken that waits longest; null: none waits.</summary>
    public async Task<DateTimeOffset?> OldestAsync(string provider, CancellationToken cancellation)
    {
        await foreach (var row in tables.RowsAsync(BankKeys.Table, provider, RowRange.Prefix(BankKeys.SpooledPrefix), pageSize: 1, cancellation))
        {
            return PipelineJson.Read<BankTransfer>(row.Body).At;
        }

        return null;
    }

    private async ValueTask<(BankReference? Known, string? ETag)> ReadAsync(string provider, string reference) =>
        await tables.GetAsync(BankKeys.Table, provider, BankKeys.Reference(reference)) is { } row ? (PipelineJson.Read<BankReference>(row.Body), row.ETag) : (null, null);
}
