using System.Security.Cryptography;
using System.Text;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Payments;

/// <summary>What becomes of an instruction at the partner, and what the partner says of it.</summary>
internal static class Instructions
{
    /// <summary>The job that pays a slow one.</summary>
    public const string SettleJob = "settle";

    /// <summary>Reason of what was stopped before it was paid.</summary>
    public const string Stopped = "stopped";

    private static readonly TimeSpan SlowFor = TimeSpan.FromDays(2);

    public static PaymentRecord ClosedOf(string provider, string reference, PaymentRecord? record, DateTimeOffset now) => record is null
        ? new PaymentRecord(reference, provider, "", "", "", 0, PaymentFate.Closed, null, null, now)
        : record with { Fate = PaymentFate.Closed };

    public static PaymentRecord Decide(PaymentInstruction instruction, PaymentBehaviour behaviour, DateTimeOffset now)
    {
        var (fate, reason) = behaviour switch
        {
            _ when instruction.Amount <= 0 => (PaymentFate.Failed, "invalid-amount"),
            PaymentBehaviour.Reject => (PaymentFate.Failed, "account-inactive"),
            PaymentBehaviour.WrongOwner => (PaymentFate.Failed, "wrong-owner"),
            PaymentBehaviour.NoReply => (PaymentFate.Lost, (string?)null),
            PaymentBehaviour.Slow => (PaymentFate.Accepted, null),
            _ => (PaymentFate.Paid, null),
        };
        return new PaymentRecord(
            instruction.Reference, instruction.Provider, instruction.Kind, instruction.Payee, instruction.Account, instruction.Amount, fate,
            fate == PaymentFate.Lost ? null : TransactionOf(instruction), reason, now);
    }

    public static OutsideJob? JobOf(PaymentRecord record, PaymentBehaviour behaviour) => record.Fate switch
    {
        PaymentFate.Accepted => OutsideJob.Of(SettleJob, record.Reference, record.At + SlowFor, record.Reference),
        PaymentFate.Lost => null,
        _ => behaviour == PaymentBehaviour.NoReplyButPaid ? null : ReportOf(record),
    };

    public static OutsideJob ReportOf(PaymentRecord record) => WebhookSender.JobOf(Webhook.Of(
        record.Provider, Webhook.Payments, record.Fate == PaymentFate.Paid ? "disbursement.succeeded" : "disbursement.failed", record.Reference, record.At,
        new DisbursementData(record.Reference, record.Amount, record.TransactionId, record.Reason, record.At)));

    public static PaymentReply ReplyOf(PaymentRecord record) => record.Fate switch
    {
        PaymentFate.Paid => new PaymentReply(PaymentStatus.Succeeded, record.TransactionId, null, record.Amount),
        PaymentFate.Failed => new PaymentReply(PaymentStatus.Failed, record.TransactionId, record.Reason, record.Amount),
        PaymentFate.Accepted => new PaymentReply(PaymentStatus.Accepted, record.TransactionId, null, record.Amount),
        _ => new PaymentReply(PaymentStatus.NotFound),
    };

    private static string TransactionOf(PaymentInstruction instruction) =>
        $"{instruction.Provider}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instruction.Reference)).AsSpan(0, 8))}";
}
