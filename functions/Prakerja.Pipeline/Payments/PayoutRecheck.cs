using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Judges a person once more right before money is sent: registries, eligibility, due date, account. A registry that is away makes it wait; an obstacle
/// voids the reservation; lost eligibility ends the award.
/// </summary>
public sealed class PayoutRecheck(
    ParticipantStore participants, PayoutLedger ledger, IExclusionRegistries exclusions, EligibilityCheck eligibility)
{
    /// <summary>Null: nothing speaks against it.</summary>
    public async Task<PaymentStep?> RunAsync(PayoutAttempt attempt, CancellationToken cancellation)
    {
        if (await participants.FindAsync(attempt.Participant) is not { } participant)
        {
            return PaymentStep.Settled;
        }

        var personal = await participants.OpenAsync(participant);
        if (personal.Nik is { } nik && !participant.IsLost())
        {
            var registries = await exclusions.CheckAsync(nik, cancellation);
            if (!registries.Available)
            {
                return PaymentStep.Unavailable;
            }

            var reasons = await JudgeAsync(participant, personal, registries);
            if (reasons.Count > 0)
            {
                return await EndAsync(participant, attempt, reasons);
            }
        }

        return await ObstacleAsync(attempt) ? PaymentStep.Settled : null;
    }

    /// <summary>Ends an attempt that may not be sent, as far as our own tables tell. True: it is not open any more.</summary>
    public Task<bool> ObstacleAsync(PayoutAttempt attempt) => participants.ChangeAsync(attempt.Participant, change => StopAsync(change, attempt));

    /// <summary>
    /// Why this attempt may not be sent now: a reason's code; null if it may. Days are judged as of its reservation: what was due then is not lost because a
    /// registry or the partner was away.
    /// </summary>
    internal static string? Obstacle(Participant participant, Payout payout, DateTimeOffset now)
    {
        if (IncentiveFactsReader.Of(participant, now, without: payout.Key) is not { } facts)
        {
            return IncentiveFactsReader.EligibilityLost;
        }

        var planned = IncentivePlan.Evaluate(facts, payout.At).First(i => i.Key == payout.Key);
        if (planned.State != IncentiveState.Due)
        {
            return planned.Reasons.Count > 0 ? planned.Reasons[0].Code : "not-due-yet";
        }

        return participant.Account!.Reference == payout.AccountReference ? null : "account-checking";
    }

    /// <summary>By the rules of the award's day; age was judged when the batch closed and cannot be lost by growing older.</summary>
    private async Task<IReadOnlyList<Reason>> JudgeAsync(Participant participant, Personal personal, ExclusionAnswer now)
    {
        var registries = new RegistryFacts(now.Student, now.Official, now.SocialAid, now.Deceased || participant.Verification.Registries.Deceased);
        var judged = participant with { Verification = participant.Verification with { Registries = registries } };
        var verdict = await eligibility.JudgeAsync(judged, personal, participant.Award!.AnnouncedOn);
        return [.. verdict.Reasons.Where(r => !r.Code.StartsWith("age-", StringComparison.Ordinal))];
    }

    /// <summary>The NIK is barred by the lifecycle's leg once the revocation is committed (<see cref="Training.FirstPurchaseRule"/>): here it may still fail.</summary>
    private async Task<PaymentStep> EndAsync(Participant participant, PayoutAttempt attempt, IReadOnlyList<Reason> reasons)
    {
        await participants.ChangeAsync(participant.Id, async change =>
        {
            if (!await VoidAsync(change, attempt, IncentiveFactsReader.EligibilityLost))
            {
                return false;
            }

            change.Participant = change.Participant with { RefusedFor = [.. reasons.Select(r => r.Code)] };
            if (change.Allows(LifecycleEvent.Ineligible))
            {
                change.Apply(LifecycleEvent.Ineligible);
                change.Reached(Milestones.Revoked);
                change.Notify("revoked");
            }

            return true;
        });
        return PaymentStep.Settled;
    }

    private async ValueTask<bool> StopAsync(ParticipantChange change, PayoutAttempt attempt)
    {
        var payout = PayoutInstructions.FindOpen(change.Participant, attempt);
        if (payout is null)
        {
            return true;
        }

        return payout.InstructedAt is null && Obstacle(change.Participant, payout, change.At) is { } obstacle && await VoidAsync(change, attempt, obstacle);
    }

    /// <summary>Ends an attempt that was never sent. False if it is not open or was sent meanwhile.</summary>
    private async ValueTask<bool> VoidAsync(ParticipantChange change, PayoutAttempt attempt, string reason)
    {
        if (PayoutInstructions.FindOpen(change.Participant, attempt) is not { InstructedAt: null } payout)
        {
            return false;
        }

        await ledger.VoidAsync(change, attempt.Key, attempt.Attempt);
        change.Participant = change.Participant.WithPayout(payout with { State = PaymentState.Failed, At = change.At, Reason = reason });
        change.WakeLifecycle();
        return true;
    }
}

internal static class ParticipantEndings
{
    /// <summary>Revoked or withdrawn.</summary>
    public static bool IsLost(this Participant participant) => participant.State is ParticipantState.Revoked or ParticipantState.Withdrawn;
}
