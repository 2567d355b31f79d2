using Prakerja.Engine.Time;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Banks;

/// <summary>A file that a bank has taken, or refused whole.</summary>
internal sealed record BankFileRow(string MessageId, string Hash, bool Rejected, int Count, long Sum);

/// <summary>
/// The banks, played: they take files, keep to one answer for each message id, execute what is in them as the accounts' behaviour says, and report by files
/// of their own. A file that broke off half-way is gone through again when it is sent again.
/// </summary>
internal sealed class SandboxBank(SandboxPaymentPartner counter, PaymentBook book, BankFolder folder, OutsideJobs jobs) : IBankChannel
{
    public Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default) => counter.RequestAccountCheckAsync(check, cancellation);

    public async Task<BankFileReply> SendAsync(string provider, string messageId, ReadOnlyMemory<byte> file, CancellationToken cancellation = default)
    {
        if (await folder.FindAsync(provider, messageId) is { } known)
        {
            return known.Hash == ShortHash.Of(file.Span) ? ReplyOf(known) : new BankFileReply(BankFileStatus.Unknown);
        }

        var read = ReceivedFile.Read(provider, file);
        var row = new BankFileRow(messageId, ShortHash.Of(file.Span), read is null || read.MessageId != messageId, read?.Count ?? 0, read?.Sum ?? 0);
        foreach (var instruction in row.Rejected ? [] : read!.Instructions)
        {
            await counter.ReceiveAsync(instruction, await book.BehaviourAsync(instruction.Account), messageId);
        }

        await folder.KeepAsync(provider, row, file, cancellation);
        await jobs.PlanAsync(BankReports.JobOf(provider, row));
        return new BankFileReply(BankFileStatus.Received, row.Rejected ? null : row.Count, row.Rejected ? null : row.Sum);
    }

    public async Task<BankFileReply> AskAsync(string provider, string messageId, CancellationToken cancellation = default) =>
        await folder.FindAsync(provider, messageId) is { } known ? ReplyOf(known) : new BankFileReply(BankFileStatus.NotFound);

    public Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default) => counter.InquireAsync(provider, reference, cancellation);

    public async Task<bool> RequestStopAsync(string provider, string messageId, ReadOnlyMemory<byte> request, CancellationToken cancellation = default)
    {
        if (!IsoMessage.Read(request).TryGet(out var message, out _) || message.Name != IsoNames.StopRequest)
        {
            return false;
        }

        foreach (var reference in message.Root.Children("Undrlyg").SelectMany(u => u.Children("OrgnlPmtInfAndCxl")).SelectMany(p => p.Children("TxInf")).Select(t => t.Text("OrgnlEndToEndId")!))
        {
            var outcome = await counter.StopAsync(provider, reference, cancellation);
            if (outcome == StopOutcome.Unknown)
            {
                return false;
            }

            await jobs.PlanAsync(BankReports.StopJobOf(provider, messageId, reference, outcome));
        }

        return true;
    }

    private static BankFileReply ReplyOf(BankFileRow row) =>
        row.Rejected ? new BankFileReply(BankFileStatus.Rejected, Reason: "FF01") : new BankFileReply(BankFileStatus.Accepted, row.Count, row.Sum);
}
