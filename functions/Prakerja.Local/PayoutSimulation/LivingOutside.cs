using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>Banks and wallets as one process reaches them: each call is a step, and what was really sent is noted.</summary>
internal sealed class LivingPartner(IPaymentPartner inner, HostLife life, PartnerLog log, Dictionary<string, StepSubject> references) : IPaymentPartner
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
    public List<(PaymentInstruction Instruction, DateTimeOffset At, PaymentBehaviour Behaviour)> All { get; } = [];

    public void Sent(PaymentInstruction instruction) => All.Add((instruction, now(), behaviour(instruction.Account)));
}
