using Prakerja.Engine.Time;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Payments;

/// <summary>The banks and wallets, played: idempotent by reference, answering as the account's behaviour says. Called from tracked work.</summary>
internal sealed class SandboxPaymentPartner(
    PaymentBook book, ResidentStore residents, IWebhookSender webhooks, TimeProvider clock, WorkTracker work) : IWalletPartner, IJobHandler
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(30);

    public string Kind => Instructions.SettleJob;

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
            : Instructions.ReplyOf(record);
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
                return Instructions.ReplyOf(record);
            }

            var closed = Instructions.ClosedOf(provider, reference, record, clock.GetUtcNow());
            if (await book.WriteAsync(closed, etag))
            {
                return Instructions.ReplyOf(closed);
            }
        }
    }

    /// <summary>What is only accepted, lost or never came is dead from now on.</summary>
    public async Task<StopOutcome> StopAsync(string provider, string reference, CancellationToken cancellation = default)
    {
        while (true)
        {
            var (record, etag) = await book.FindAsync(reference);
            if (record is not null && await book.BehaviourAsync(record.Account) == PaymentBehaviour.NoReply)
            {
                await NoReplyAsync(cancellation);
                return StopOutcome.Unknown;
            }

            if (record is { Fate: PaymentFate.Closed } or { Fate: PaymentFate.Failed, Reason: Instructions.Stopped })
            {
                return StopOutcome.Stopped;
            }

            if (record is { Fate: PaymentFate.Paid or PaymentFate.Failed or PaymentFate.Returned })
            {
                return StopOutcome.TooLate;
            }

            var dead = record is { Fate: PaymentFate.Accepted } ? record with { Fate = PaymentFate.Failed, Reason = Instructions.Stopped, At = clock.GetUtcNow() } : Instructions.ClosedOf(provider, reference, record, clock.GetUtcNow());
            if (await book.WriteAsync(dead, etag, dead.Fate == PaymentFate.Failed ? [Instructions.ReportOf(dead)] : []))
            {
                return StopOutcome.Stopped;
            }
        }
    }

    /// <summary>A slow instruction is paid now; one that does not stay comes back. A bank tells of that by its statement only.</summary>
    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        var (record, etag) = await book.FindAsync(job.Read<string>());
        var next = record?.Fate switch
        {
            PaymentFate.Accepted => record with { Fate = PaymentFate.Paid, At = clock.GetUtcNow() },
            PaymentFate.Paid when job.Id == Instructions.BackId(record.Reference) => record with { Fate = PaymentFate.Returned, Reason = "account-inactive", ReturnedAt = clock.GetUtcNow() },
            _ => null,
        };
        if (next is null)
        {
            return null;
        }

        var told = next is { Fate: PaymentFate.Returned, File: not null } ? [] : (IReadOnlyList<OutsideJob>)[Instructions.ReportOf(next, clock.GetUtcNow())];
        return await book.WriteAsync(next, etag, told) ? null : clock.GetUtcNow() + TimeSpan.FromSeconds(1);
    }

    /// <summary>Takes an instruction once; what it then is stays.</summary>
    /// <param name="file">Message id of the file it came in; null: it came alone.</param>
    public async Task<(PaymentRecord Record, bool IsNew)> ReceiveAsync(PaymentInstruction instruction, PaymentBehaviour behaviour, string? file = null)
    {
        while (true)
        {
            var (known, etag) = await book.FindAsync(instruction.Reference);
            if (known is { Fate: not PaymentFate.Lost })
            {
                return (known, false);
            }

            var record = Instructions.Decide(instruction, behaviour, clock.GetUtcNow(), file);
            if (await book.WriteAsync(record, etag, Instructions.JobsOf(record, behaviour)))
            {
                return (record, true);
            }
        }
    }

    private async Task<PaymentReply> NoReplyAsync(CancellationToken cancellation)
    {
        await new ClockWait(clock, work).WaitAsync(TimeOut, cancellation);
        return new PaymentReply(PaymentStatus.Unknown);
    }
}
