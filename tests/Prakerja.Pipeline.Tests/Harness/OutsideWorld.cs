using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>Everything outside the programme, as a test wants it to answer.</summary>
public sealed class OutsideWorld : ICivilRegistry, IExclusionRegistries, IFaceMatcher, IMessenger, IPaymentPartner
{
    /// <summary>Answers by NIK; others match.</summary>
    public Dictionary<string, CivilAnswer> Civil { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers by NIK; others are on no registry.</summary>
    public Dictionary<string, ExclusionAnswer> Exclusions { get; } = new(StringComparer.Ordinal);

    public int? Face { get; set; } = 95;

    /// <summary>False: the exclusion registries are away for everybody.</summary>
    public bool ExclusionsAvailable { get; set; } = true;

    public int ExclusionQueries { get; private set; }

    /// <summary>What the civil registry was asked, in order.</summary>
    public List<CivilQuery> CivilQueries { get; } = [];

    public List<OutgoingMessage> Messages { get; } = [];

    public List<AccountCheck> AccountChecks { get; } = [];

    /// <summary>Instructions taken by the payment partner, in order.</summary>
    public List<PaymentInstruction> Payments { get; } = [];

    /// <summary>What the partner says to an instruction.</summary>
    public Func<PaymentInstruction, PaymentReply> Pay { get; set; } = _ => new PaymentReply(PaymentStatus.Accepted);

    /// <summary>What happens between the wish to send an instruction and its arrival.</summary>
    public Func<Task> Sending { get; set; } = () => Task.CompletedTask;

    public Func<string, PaymentReply> Inquire { get; set; } = _ => new PaymentReply(PaymentStatus.NotFound);

    /// <summary>What the partner says to the wish to stop an instruction.</summary>
    public Func<string, StopOutcome> Stop { get; set; } = _ => StopOutcome.TooLate;

    public Task<CivilAnswer> CheckAsync(CivilQuery query, CancellationToken cancellation = default)
    {
        lock (CivilQueries)
        {
            CivilQueries.Add(query);
            return Task.FromResult(Civil.GetValueOrDefault(query.Nik) ?? new CivilAnswer(CivilOutcome.Match, 100));
        }
    }

    public Task<ExclusionAnswer> CheckAsync(string nik, CancellationToken cancellation = default)
    {
        lock (Exclusions)
        {
            ExclusionQueries++;
            return Task.FromResult(ExclusionsAvailable ? Exclusions.GetValueOrDefault(nik) ?? new ExclusionAnswer(true) : new ExclusionAnswer(false));
        }
    }

    public Task<int?> MatchAsync(FaceQuery query, CancellationToken cancellation = default) => Task.FromResult(Face);

    public Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation = default)
    {
        lock (Messages)
        {
            Messages.AddRange(messages.Where(m => Messages.All(known => known.Id != m.Id)));
        }

        return Task.CompletedTask;
    }

    public Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default)
    {
        lock (AccountChecks)
        {
            AccountChecks.Add(check);
        }

        return Task.FromResult(true);
    }

    public async Task<PaymentReply> PayAsync(PaymentInstruction instruction, CancellationToken cancellation = default)
    {
        await Sending();
        lock (Payments)
        {
            Payments.Add(instruction);
        }

        return Pay(instruction);
    }

    public Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default) =>
        Task.FromResult(Inquire(reference));

    public Task<StopOutcome> StopAsync(string provider, string reference, CancellationToken cancellation = default) => Task.FromResult(Stop(reference));
}
