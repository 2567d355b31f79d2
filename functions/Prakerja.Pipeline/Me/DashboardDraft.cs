using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Me;

public sealed record ReasonView(string Code, string Message, string Remedy)
{
    public static ReasonView Of(Reason reason, bool english) => new(reason.Code, reason.Message.In(english), reason.Remedy.In(english));

    public static IReadOnlyList<ReasonView> Of(IEnumerable<string> codes, bool english) => [.. codes.Select(c => Of(Reasons.Get(c), english))];
}

public sealed record StepView(string Step, string State, IReadOnlyList<ReasonView> Reasons);

/// <param name="State">waiting, selected, reserve, notSelected, household, ineligible.</param>
/// <param name="Rank">On the reserve list of the regency, from 1.</param>
/// <param name="CutOff">Score of the last one selected in the regency and group; null where none or not announced.</param>
/// <param name="Proof">Where the ticket's proof is published, once drawn.</param>
public sealed record BatchView(int Batch, string Ticket, string State, IReadOnlyList<ReasonView> Reasons, int? Rank = null, string? CutOff = null, string? Proof = null);

public sealed record PurchaseView(
    string RedeemCode, string InvoiceCode, string CourseCode, string Title, string? ScheduleCode, long Price, string State, int Sessions,
    IReadOnlyList<int> Attended, DateTimeOffset BoughtAt, DateTimeOffset? CompletedAt, string? CertificateNumber, int? Rating);

public sealed record TrainingView(long Balance, DateTimeOffset? FirstPurchaseBy, IReadOnlyList<PurchaseView> Purchases);

public sealed record IncentiveView(
    string Key, string Kind, int Tranche, long Amount, string State, DateTimeOffset? OpensAt, DateTimeOffset? PaidAt, IReadOnlyList<ReasonView> Reasons);

/// <param name="Account">Last digits only.</param>
public sealed record PaymentAccountView(string Provider, string Account, string State, IReadOnlyList<ReasonView> Reasons);

public sealed record DeadlineView(string What, DateTimeOffset At);

/// <summary>GET /api/me.</summary>
public sealed record Dashboard(
    string ParticipantId, string State, string? CardNumber, IReadOnlyList<StepView> Steps, IReadOnlyList<BatchView> Batches, TrainingView Training,
    IReadOnlyList<IncentiveView> Incentives, PaymentAccountView? PaymentAccount, IReadOnlyList<DeadlineView> Deadlines,
    IReadOnlyList<Recoveries.MyRecoveryView> Recoveries);

/// <summary>The dashboard while its parts fill it in.</summary>
public sealed class DashboardDraft(Participant participant, DateTimeOffset now, bool english)
{
    public Participant Participant => participant;

    public DateTimeOffset Now => now;

    public bool English => english;

    /// <summary>As shown; differs from the stored one where an outcome is read from a published result.</summary>
    public ParticipantState State { get; set; } = participant.State;

    public List<StepView> Steps { get; } = [];

    public List<BatchView> Batches { get; } = [];

    /// <summary>Nothing to spend before the award.</summary>
    public TrainingView Training { get; set; } = new(0, null, []);

    public List<IncentiveView> Incentives { get; } = [];

    public PaymentAccountView? PaymentAccount { get; set; }

    public List<DeadlineView> Deadlines { get; } = [];

    public List<Recoveries.MyRecoveryView> Recoveries { get; } = [];

    public Dashboard Finish() => new(
        participant.Id, State.Word(), participant.Award?.CardNumber, Steps, Batches, Training, Incentives, PaymentAccount, [.. Deadlines.OrderBy(d => d.At)], Recoveries);
}

/// <summary>One area's part of the dashboard. Discovered by <see cref="PipelineServices"/>.</summary>
public interface IDashboardPart
{
    ValueTask FillAsync(DashboardDraft draft);
}
