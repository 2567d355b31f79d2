using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Local.Simulation;

/// <summary>Where one participant stands: a final state, or a wait with what it waits for and, unless it is the person's own turn without limit, until when.</summary>
/// <param name="RegistryUntil">Until when somebody may still be waiting for a registry.</param>
/// <param name="Draws">Batch → until when its result is to be out, of those whose result is not.</param>
/// <param name="Reviews">Participant → until when the open review is to be decided.</param>
internal sealed record Standing(
    DateTimeOffset Now, DateTimeOffset RegistryUntil, IReadOnlyDictionary<string, DateTimeOffset> Reviews, IReadOnlyDictionary<int, DateTimeOffset> Draws)
{
    /// <summary>A sweep looks for dates that have come four times a day.</summary>
    private static readonly TimeSpan RetryWithin = TimeSpan.FromHours(24 + 6);

    /// <summary>Null: neither final nor such a wait.</summary>
    public string? Of(Participant person) => person.State switch
    {
        ParticipantState.Completed or ParticipantState.Revoked or ParticipantState.Withdrawn => $"final: {person.State.Word()}",
        ParticipantState.Refused => "waits: refused, may correct or complain",
        ParticipantState.Registered when !person.Contacts.EmailProven && person.Contacts.PhoneVerifiedAt is null => "waits: address not proven",
        ParticipantState.Registered when !RegistrationProgress.AllStepsDone(person) => "waits: registration steps open",
        ParticipantState.Registered when person.Verification.State == VerificationState.Mismatch => "waits: correction after a mismatch",
        ParticipantState.Verifying => OfCheck(person),
        ParticipantState.Verified when person.Test.SubmittedAt is null => "waits: test not taken",
        ParticipantState.Candidate when Draws.TryGetValue(person.Batch!.Batch, out var due) =>
            Now <= due ? $"waits: result of batch {person.Batch.Batch} by {Wib.DateOf(due):yyyy-MM-dd}" : null,
        ParticipantState.Verified or ParticipantState.Candidate => "waits: next batch",
        ParticipantState.Selected or ParticipantState.Training when person.Wake != person.Leg => null,
        ParticipantState.Selected => Until("first purchase", person.Award!.FirstPurchaseBy),
        ParticipantState.Training => OfTraining(person),
        _ => null,
    };

    private string? OfCheck(Participant person) => person.Verification.State switch
    {
        VerificationState.RegistryUnavailable when Now <= RegistryUntil => $"waits: registry away, asked again hourly until {RegistryUntil.ToOffset(Wib.Offset):yyyy-MM-dd HH:mm}",
        VerificationState.Review when Reviews.TryGetValue(person.Id, out var due) && Now <= due => $"waits: review due by {Wib.DateOf(due):yyyy-MM-dd}",
        _ => null,
    };

    /// <summary>Every course and incentive that is open must have its wait; the first one is told.</summary>
    private string? OfTraining(Participant person)
    {
        var year = new SchemeYear(person.Award!.Year);
        var facts = IncentiveFactsReader.Of(person, Now)!;
        var courses = person.Purchases.Where(p => p.State is PurchaseState.Bought or PurchaseState.Committed).Select(_ => Until("course", year.TrainingEnds));
        var incentives = IncentivePlan.Evaluate(facts, Now).Where(i => i.State is not (IncentiveState.Paid or IncentiveState.Cancelled)).Select(i => OfIncentive(i, person, year));
        string?[] waits = [.. courses, .. incentives];
        return waits.Contains(null) ? null : waits.FirstOrDefault();
    }

    private string? OfIncentive(Incentive incentive, Participant person, SchemeYear year) => incentive.State switch
    {
        IncentiveState.Sending => $"waits: {incentive.Key} with the bank, asked about daily",
        IncentiveState.Unknown => $"waits: {incentive.Key} unknown, asked about daily",
        IncentiveState.Failed => person.Payouts.First(p => p.Key == incentive.Key) is var payout && Now <= payout.At + RetryWithin
            ? $"waits: {incentive.Key} failed, sent again by {Wib.DateOf(payout.At + RetryWithin):yyyy-MM-dd}"
            : null,
        IncentiveState.Locked when incentive.OpensAt > Now => $"waits: {incentive.Key} opens {Wib.DateOf(incentive.OpensAt.Value):yyyy-MM-dd}",
        IncentiveState.Locked => OfReason(incentive, year),
        _ => null,
    };

    private string? OfReason(Incentive incentive, SchemeYear year) => incentive.Reasons[0].Code switch
    {
        "not-due-yet" => $"waits: {incentive.Key} after completion-1",
        "certificate-missing" or "attendance-incomplete" or "review-missing" => Until($"{incentive.Key} {incentive.Reasons[0].Code}", year.BalanceExpires),
        "survey-unanswered" or "survey-not-open" => Until($"{incentive.Key} {incentive.Reasons[0].Code}", year.SurveysBy),
        var account => Until($"{incentive.Key} {account}", year.AccountLinkBy),
    };

    private string? Until(string what, DateOnly day) => Wib.HasPassed(day, Now) ? null : $"waits: {what} until {day:yyyy-MM-dd}";
}
