using Prakerja.Local.Sandbox.Banks;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>Wallets as one process reaches them: each call is a step, and what was really sent is noted.</summary>
internal sealed class LivingWallets(SandboxPaymentPartner inner, HostLife life, PartnerLog log, Dictionary<string, StepSubject> references) : IWalletPartner
{
    public Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default) =>
        life.StepAsync(SubjectOf(check.Reference), () => inner.RequestAccountCheckAsync(check, cancellation));

    public Task<PaymentReply> PayAsync(PaymentInstruction instruction, CancellationToken cancellation = default) =>
        life.StepAsync(SubjectOf(instruction.Reference), () =>
        {
            log.Sent(instruction);
            return inner.PayAsync(instruction, cancellation);
        });

    public Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default) =>
        life.StepAsync(SubjectOf(reference), () => inner.InquireAsync(provider, reference, cancellation));

    public Task<StopOutcome> StopAsync(string provider, string reference, CancellationToken cancellation = default) =>
        life.StepAsync(SubjectOf(reference), () => inner.StopAsync(provider, reference, cancellation));

    private StepSubject SubjectOf(string reference) => references.GetValueOrDefault(reference);
}

/// <summary>Banks, which take files, as one process reaches them.</summary>
internal sealed class LivingBanks(IBankChannel inner, HostLife life, PartnerLog log, Dictionary<string, StepSubject> references) : IBankChannel
{
    public Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default) =>
        life.StepAsync(references.GetValueOrDefault(check.Reference), () => inner.RequestAccountCheckAsync(check, cancellation));

    public Task<BankFileReply> SendAsync(string provider, string messageId, ReadOnlyMemory<byte> file, CancellationToken cancellation = default) =>
        life.StepAsync(default, () =>
        {
            log.Sent(provider, messageId, file);
            return inner.SendAsync(provider, messageId, file, cancellation);
        });

    public Task<BankFileReply> AskAsync(string provider, string messageId, CancellationToken cancellation = default) =>
        life.StepAsync(default, () => inner.AskAsync(provider, messageId, cancellation));

    public Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default) =>
        life.StepAsync(references.GetValueOrDefault(reference), () => inner.InquireAsync(provider, reference, cancellation));

    public Task<bool> RequestStopAsync(string provider, string messageId, ReadOnlyMemory<byte> request, CancellationToken cancellation = default) =>
        life.StepAsync(default, () => inner.RequestStopAsync(provider, messageId, request, cancellation));
}

/// <summary>Blobs as one process sees them; containers of the sandbox are the outside world's.</summary>
internal sealed class LivingBlobs(IBlobStore inner, HostLife life) : IBlobStore
{
    public Task<bool> PutAsync(string container, string name, Stream content, string contentType, bool overwrite, CancellationToken cancellation = default) =>
        StepAsync(container, () => inner.PutAsync(container, name, content, contentType, overwrite, cancellation));

    public Task<Stream?> OpenAsync(string container, string name, long offset = 0, long? length = null, CancellationToken cancellation = default) =>
        life.IsOver ? HostLife.Never<Stream?>() : inner.OpenAsync(container, name, offset, length, cancellation);

    public Task<BlobInfo?> GetInfoAsync(string container, string name, CancellationToken cancellation = default) =>
        life.IsOver ? HostLife.Never<BlobInfo?>() : inner.GetInfoAsync(container, name, cancellation);

    public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation = default) =>
        StepAsync(container, () => inner.DeleteAsync(container, name, cancellation));

    public Task<Uri> CreateReadLinkAsync(string container, string name, DateTimeOffset expires, CancellationToken cancellation = default) =>
        inner.CreateReadLinkAsync(container, name, expires, cancellation);

    private Task<bool> StepAsync(string container, Func<Task<bool>> take) =>
        life.IsOver ? HostLife.Never<bool>() : container.StartsWith("sandbox", StringComparison.Ordinal) ? take() : life.StepAsync(default, take);
}

/// <summary>Registries as one process reaches them.</summary>
internal sealed class LivingRegistries(IExclusionRegistries inner, HostLife life) : IExclusionRegistries
{
    public Task<ExclusionAnswer> CheckAsync(string nik, CancellationToken cancellation = default) =>
        life.StepAsync(default, () => inner.CheckAsync(nik, cancellation));
}

/// <summary>A messenger that takes everything: what people are told is not looked at here.</summary>
internal sealed class LivingMessenger(HostLife life) : IMessenger
{
    public Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation = default) =>
        life.StepAsync(default, () => Task.FromResult(true));
}

/// <summary>Payouts send nothing through the queue; what does one day must become a step here.</summary>
internal sealed class NoQueue : IMessageQueue
{
    public Task SendAsync(string queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation = default) =>
        throw new NotSupportedException($"A payout sent a message to queue {queue}: it has to be one of the simulated steps.");
}

/// <summary>What left the programme: every instruction that reached a partner, when, and how the account was being treated then.</summary>
internal sealed class PartnerLog(Func<DateTimeOffset> now, Func<string, PaymentBehaviour> behaviour)
{
    private readonly HashSet<string> files = new(StringComparer.Ordinal);

    public List<(PaymentInstruction Instruction, DateTimeOffset At, PaymentBehaviour Behaviour)> All { get; } = [];

    public void Sent(PaymentInstruction instruction) => All.Add((instruction, now(), behaviour(instruction.Account)));

    /// <summary>A file that is sent again under its message id is the same file: the bank takes it once.</summary>
    public void Sent(string provider, string messageId, ReadOnlyMemory<byte> file)
    {
        if (files.Add(messageId))
        {
            ReceivedFile.Read(provider, file)?.Instructions.ToList().ForEach(Sent);
        }
    }
}
