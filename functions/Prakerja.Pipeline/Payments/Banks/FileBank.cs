using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>A bank that takes instructions in files: an instruction is taken once it is spooled; after that its file's fate is its fate.</summary>
public sealed class FileBank(BankSpool spool, BankFileStore files, IBankChannel channel, TimeProvider clock) : IPaymentPartner
{
    private const int MaxReference = 35;
    private static readonly PaymentReply Unknown = new(PaymentStatus.Unknown);

    public Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default) => channel.RequestAccountCheckAsync(check, cancellation);

    public async Task<PaymentReply> PayAsync(PaymentInstruction instruction, CancellationToken cancellation = default)
    {
        if (!TransferLimits.Holds(instruction.Amount) || instruction.Reference.Length is 0 or > MaxReference)
        {
            return new PaymentReply(PaymentStatus.Failed, null, "invalid-instruction");
        }

        var known = await spool.AddAsync(instruction);
        return known.State == BankReferenceState.Closed ? new PaymentReply(PaymentStatus.Failed, null, "reference-closed") : new PaymentReply(PaymentStatus.Accepted);
    }

    /// <summary>What never came here never will: the reference is closed.</summary>
    public async Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default)
    {
        var known = await spool.CloseAsync(provider, reference, spooledToo: false);
        return known switch
        {
            { State: BankReferenceState.Closed } => new PaymentReply(PaymentStatus.NotFound),
            { State: BankReferenceState.Spooled } => new PaymentReply(PaymentStatus.Accepted),
            _ => await InquireAsync(provider, known, cancellation),
        };
    }

    public async Task<StopOutcome> StopAsync(string provider, string reference, CancellationToken cancellation = default)
    {
        var known = await spool.CloseAsync(provider, reference, spooledToo: true);
        if (known.State == BankReferenceState.Closed)
        {
            return StopOutcome.Stopped;
        }

        return await InquireAsync(provider, known, cancellation) switch
        {
            { Status: PaymentStatus.NotFound } or { Status: PaymentStatus.Failed, Reason: StopRequest.Stopped } => StopOutcome.Stopped,
            { Status: PaymentStatus.Succeeded or PaymentStatus.Failed } => StopOutcome.TooLate,
            _ => known.Stop ?? await RequestStopAsync(provider, known, cancellation),
        };
    }

    /// <summary>The answer comes as a file of the bank's: until then nothing is known.</summary>
    private async Task<StopOutcome> RequestStopAsync(string provider, BankReference known, CancellationToken cancellation)
    {
        if (await files.FindAsync(provider, known.File!.Value) is { File.State: BankFileState.Delivered or BankFileState.Acknowledged } found)
        {
            var id = StopRequest.IdOf(known.Reference);
            await channel.RequestStopAsync(provider, id, StopRequest.Write(found.File, known, clock.GetUtcNow()), cancellation);
        }

        return (await spool.FindAsync(provider, known.Reference))?.Stop ?? StopOutcome.Unknown;
    }

    private async Task<PaymentReply> InquireAsync(string provider, BankReference known, CancellationToken cancellation)
    {
        if (await files.FindAsync(provider, known.File!.Value) is not { File: var file })
        {
            return Unknown;
        }

        return file.State switch
        {
            BankFileState.Assembling or BankFileState.Cut => new PaymentReply(PaymentStatus.Accepted),
            BankFileState.Rejected => new PaymentReply(PaymentStatus.Failed, null, BankAcknowledgements.FileRejected),
            BankFileState.Delivered or BankFileState.Acknowledged => await AskAsync(provider, known, cancellation),
            _ => Unknown,
        };
    }

    /// <summary>What the bank never got, though it has the file, it has closed; so do we.</summary>
    private async Task<PaymentReply> AskAsync(string provider, BankReference known, CancellationToken cancellation)
    {
        var reply = await channel.InquireAsync(provider, known.Reference, cancellation);
        if (reply.Status == PaymentStatus.NotFound)
        {
            await spool.ChangeAsync(provider, known.Reference, now => now with { State = BankReferenceState.Closed });
        }

        return reply;
    }
}
