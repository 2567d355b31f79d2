using System.Security.Cryptography;
using System.Text;
using Prakerja.Local.Sandbox.Banks;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Payments;

/// <summary>What becomes of an instruction at the partner, and what the partner says of it.</summary>
internal static class Instructions
{
    /// <summary>The job that pays a slow one, and sends one back that does not stay.</summary>
    public const string SettleJob = "settle";

    /// <summary>Reason of what was stopped before it was paid.</summary>
    public const string Stopped = "stopped";

    private const string Doubtful = "rejected";
    private static readonly TimeSpan SlowFor = TimeSpan.FromDays(2);
    private static readonly TimeSpan StaysFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan WrongFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(1);

    public static PaymentRecord ClosedOf(string provider, string reference, PaymentRecord? record, DateTimeOffset now) => record is null
        ? new PaymentRecord(reference, provider, "", "", "", 0, PaymentFate.Closed, null, null, now)
        : record with { Fate = PaymentFate.Closed };

    /// <param name="file">Message id of the file it came in; null: it came alone.</param>
    public static PaymentRecord Decide(PaymentInstruction instruction, PaymentBehaviour behaviour, DateTimeOffset now, string? file = null)
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
            fate == PaymentFate.Lost ? null : TransactionOf(instruction), reason, now)
        {
            Other = behaviour == PaymentBehaviour.OtherAmount && fate == PaymentFate.Paid ? Math.Max(1, instruction.Amount / 2) : null,
            File = file, WithFile = file is not null && IsPlain(behaviour),
        };
    }

    /// <summary>What follows: the reports, each at its time, and what the partner does later.</summary>
    public static IReadOnlyList<OutsideJob> JobsOf(PaymentRecord record, PaymentBehaviour behaviour) => (record.Fate, behaviour) switch
    {
        (PaymentFate.Accepted, _) => [OutsideJob.Of(SettleJob, record.Reference, record.At + SlowFor, record.Reference)],
        (PaymentFate.Lost, _) or (_, PaymentBehaviour.NoReplyButPaid) => [],
        (PaymentFate.Paid, PaymentBehaviour.DuplicateOutcome) => [ReportOf(record), ReportOf(record, record.At + AgainAfter, "again")],
        (PaymentFate.Paid, PaymentBehaviour.Contradictory) =>
            [ReportOf(record with { Fate = PaymentFate.Failed, Reason = Doubtful }, record.At, "wrongly"), ReportOf(record, record.At + WrongFor, "rightly")],
        (PaymentFate.Paid, PaymentBehaviour.Returned) => [ReportOf(record), OutsideJob.Of(SettleJob, BackId(record.Reference), record.At + StaysFor, record.Reference)],
        _ => record.WithFile ? [] : [ReportOf(record)],
    };

    /// <summary>The report of what the record says: a file on what came in a file, otherwise a webhook.</summary>
    /// <param name="occasion">Tells apart several reports of one outcome.</param>
    public static OutsideJob ReportOf(PaymentRecord record, DateTimeOffset? at = null, string occasion = "") => record.File is not null
        ? BankReports.JobOf(record, at ?? record.At, occasion)
        : WebhookSender.JobOf(Webhook.Of(record.Provider, Webhook.Payments, TypeOf(record.Fate), record.Reference + occasion, at ?? record.At,
            new DisbursementData(record.Reference, record.Moved, record.TransactionId, record.Reason, record.ReturnedAt ?? record.At)));

    /// <summary>Id of the job that sends a payment back.</summary>
    public static string BackId(string reference) => reference + "-back";

    public static PaymentReply ReplyOf(PaymentRecord record) => record.Fate switch
    {
        PaymentFate.Paid => new PaymentReply(PaymentStatus.Succeeded, record.TransactionId, null, record.Moved),
        PaymentFate.Failed or PaymentFate.Returned => new PaymentReply(PaymentStatus.Failed, record.TransactionId, record.Reason, record.Amount),
        PaymentFate.Accepted => new PaymentReply(PaymentStatus.Accepted, record.TransactionId, null, record.Amount),
        _ => new PaymentReply(PaymentStatus.NotFound),
    };

    private static bool IsPlain(PaymentBehaviour behaviour) =>
        behaviour is PaymentBehaviour.Pay or PaymentBehaviour.Reject or PaymentBehaviour.WrongOwner or PaymentBehaviour.OtherAmount;

    private static string TypeOf(PaymentFate fate) => fate switch
    {
        PaymentFate.Paid => "disbursement.succeeded",
        PaymentFate.Returned => "disbursement.returned",
        _ => "disbursement.failed",
    };

    private static string TransactionOf(PaymentInstruction instruction) =>
        $"{instruction.Provider}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instruction.Reference)).AsSpan(0, 8))}";
}
