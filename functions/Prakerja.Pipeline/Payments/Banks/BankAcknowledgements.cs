using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>
/// What a bank says of a file as a whole, in its reply, on asking or in a pain.002: repeats and any order end the same. Where it counted something else
/// than we sent, the file is held, with a case for people, until it acknowledges what we sent, or refuses the file.
/// </summary>
public sealed class BankAcknowledgements(BankFileStore files, PaymentEvents events, PayoutCases cases, TimeProvider clock)
{
    /// <summary>Reason of payouts in a file that was refused whole.</summary>
    public const string FileRejected = "file-rejected";

    /// <returns>The file afterwards.</returns>
    public async Task<BankFile> TakeAsync(BankFile file, BankFileReply reply)
    {
        var differs = (reply.Count is { } count && count != file.Count) || (reply.Sum is { } sum && sum != file.Sum);
        var after = await files.ChangeAsync(file.Provider, file.Number, now => Next(now, reply, differs)) ?? file;
        if (after.State == BankFileState.Held)
        {
            await cases.OpenAsync(CaseKinds.File, "totals-differ", file.MessageId, file.MessageId, null, file.Sum);
        }

        return after;
    }

    /// <summary>Of a file that is over: fails its payouts if it was refused, ends the case about its totals, and lets go of what is no longer needed.</summary>
    public async Task FinishAsync(BankFile file, CancellationToken cancellation)
    {
        if (file.State == BankFileState.Rejected)
        {
            foreach (var transfer in await files.TransfersAsync(file, cancellation))
            {
                var data = new PaymentEventData(transfer.Reference, transfer.Amount, null, FileRejected, clock.GetUtcNow());
                await events.ApplyAsync(new PaymentEventRequest("disbursement.failed", null, data), file.Provider);
            }
        }

        await cases.CloseAsync(CaseKinds.File, file.MessageId);
        await files.FinishAsync(file, cancellation);
    }

    /// <summary>Null: nothing new. An acknowledged file stays so: nothing refuses it whole afterwards.</summary>
    private static BankFile? Next(BankFile now, BankFileReply reply, bool differs) => reply.Status switch
    {
        _ when now.State is BankFileState.Assembling or BankFileState.Cut or BankFileState.Acknowledged or BankFileState.Rejected => null,
        BankFileStatus.Rejected => now with { State = BankFileState.Rejected, Reason = reply.Reason },
        BankFileStatus.Accepted or BankFileStatus.Received when differs => now with { State = BankFileState.Held },
        BankFileStatus.Accepted => now with { State = BankFileState.Acknowledged },
        BankFileStatus.Received when now.State == BankFileState.Sending => now with { State = BankFileState.Delivered },
        _ => null,
    };
}
