using System.Security.Cryptography;
using System.Text;
using Prakerja.Engine.Time;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Payments;

/// <summary>The banks and wallets, played: idempotent by reference, answering as the account's behaviour says. Called from tracked work.</summary>
internal sealed class SandboxPaymentPartner(
    PaymentBook book, ResidentStore residents, IWebhookSender webhooks, TimeProvider clock, WorkTracker work) : IPaymentPartner, IJobHandler
{
    private const string SettleJob = "settle";
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SlowFor = TimeSpan.FromDays(2);

    public string Kind => SettleJob;

    public async Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default)
    {
        if (!SandboxPartners.Payers.Contains(check.Provider, StringComparer.Ordinal))
        {
            return false;
        }

        var behaviour = await book.BehaviourAsync(check.Account);
        var owner = await residents.OwnerAsync(check.Provider, check.Account);
        var reason = behaviour == PaymentBehaviour.WrongOwner ? "wrong-owner" : owner is null ? "not-found" : owner != check.Nik ? "wrong-owner" : null;
        var (type, now) = (reason is null ? "account.verified" : "account.rejected", clock.GetUtcNow());
        await webhooks.SendAsync(Webhook.Of(check.Provider, Webhook.Payments, type, check.Reference, now, new AccountData(check.Reference, reason, now)));
        return true;
    }

    public async Task<PaymentReply> PayAsync(PaymentInstruction instruction, CancellationToken cancellation = default)
    {
        var behaviour = await book.BehaviourAsync(instruction.Account);
        var (record, isNew) = await ReceiveAsync(instruction, behaviour);
        if (behaviour is PaymentBehaviour.NoReply or PaymentBehaviour.NoReplyButPaid)
        {
            return await NoReplyAsync(cancellation);
        }

        return isNew ? new PaymentReply(PaymentStatus.Accepted, record.TransactionId)
            : record.Fate == PaymentFate.Closed ? new PaymentReply(PaymentStatus.Failed, null, "reference-closed")
            : ReplyOf(record);
    }

    public async Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default)
    {
        while (true)
        {
            var (record, etag) = await book.FindAsync(reference);
            if (record is not null && await book.BehaviourAsync(record.Account) == PaymentBehaviour.NoReply)
            {
                return await NoReplyAsync(cancellation);
            }

            if (record is { Fate: not PaymentFate.Lost })
            {
                return ReplyOf(record);
            }

            var closed = record is null
                ? new PaymentRecord(reference, provider, "", "", "", 0, PaymentFate.Closed, null, null, clock.GetUtcNow())
                : record with { Fate = PaymentFate.Closed };
            if (await book.WriteAsync(closed, etag, null))
            {
                return ReplyOf(closed);
            }
        }
    }

    /// <summary>A slow instruction is paid now.</summary>
    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        var (record, etag) = await book.FindAsync(job.Id);
        if (record is { Fate: PaymentFate.Accepted })
        {
            var paid = record with { Fate = PaymentFate.Paid, At = clock.GetUtcNow() };
            return await book.WriteAsync(paid, etag, ReportOf(paid)) ? null : clock.GetUtcNow() + TimeSpan.FromSeconds(1);
        }

        return null;
    }

    private async Task<(PaymentRecord Record, bool IsNew)> ReceiveAsync(PaymentInstruction instruction, PaymentBehaviour behaviour)
    {
        while (true)
        {
            var (known, etag) = await book.FindAsync(instruction.Reference);
            if (known is { Fate: not PaymentFate.Lost })
            {
                return (known, false);
            }

            var record = Decide(instruction, behaviour, clock.GetUtcNow());
            if (await book.WriteAsync(record, etag, JobOf(record, behaviour)))
            {
                return (record, true);
            }
        }
    }

    private static PaymentRecord Decide(PaymentInstruction instruction, PaymentBehaviour behaviour, DateTimeOffset now)
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

    private static OutsideJob? JobOf(PaymentRecord record, PaymentBehaviour behaviour) => record.Fate switch
    {
        PaymentFate.Accepted => OutsideJob.Of(SettleJob, record.Reference, record.At + SlowFor, record.Reference),
        PaymentFate.Lost => null,
        _ => behaviour == PaymentBehaviour.NoReplyButPaid ? null : ReportOf(record),
    };

    private static OutsideJob ReportOf(PaymentRecord record) => WebhookSender.JobOf(Webhook.Of(
        record.Provider, Webhook.Payments, record.Fate == PaymentFate.Paid ? "disbursement.succeeded" : "disbursement.failed", record.Reference, record.At,
        new DisbursementData(record.Reference, record.Amount, record.TransactionId, record.Reason, record.At)));

    private static PaymentReply ReplyOf(PaymentRecord record) => record.Fate switch
    {
        PaymentFate.Paid => new PaymentReply(PaymentStatus.Succeeded, record.TransactionId, null, record.Amount),
        PaymentFate.Failed => new PaymentReply(PaymentStatus.Failed, record.TransactionId, record.Reason, record.Amount),
        PaymentFate.Accepted => new PaymentReply(PaymentStatus.Accepted, record.TransactionId, null, record.Amount),
        _ => new PaymentReply(PaymentStatus.NotFound),
    };

    private async Task<PaymentReply> NoReplyAsync(CancellationToken cancellation)
    {
        await new ClockWait(clock, work).WaitAsync(TimeOut, cancellation);
        return new PaymentReply(PaymentStatus.Unknown);
    }

    private static string TransactionOf(PaymentInstruction instruction) =>
        $"{instruction.Provider}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instruction.Reference)).AsSpan(0, 8))}";
}
