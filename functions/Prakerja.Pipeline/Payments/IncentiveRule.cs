using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Recoveries;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Reserves every incentive that is due, together with the attempt that pays it, in the leg's commit; then starts the workflow that pays. Sets the
/// times to look again, and ends the training once nothing can be paid any more.
/// </summary>
public sealed class IncentiveRule(PayoutLedger ledger, ProgrammeLedger programme, RecoveryOffset offset, IncentiveSchedule schedule, PayoutStops stops, IWorkflowClient workflows) : ILegRule
{
    public int Order => 800;

    public async ValueTask DecideAsync(ParticipantChange change)
    {
        if (IncentiveFactsReader.Of(change.Participant, change.At) is not { } facts)
        {
            return;
        }

        var plan = IncentivePlan.Evaluate(facts, change.At);
        await EntitleAsync(change);
        foreach (var due in plan.Where(i => i.State == IncentiveState.Due))
        {
            await ReserveAsync(change, due);
        }

        PayoutStops.StopOpen(change);
        await schedule.SetAsync(change, facts, plan);
        if (IncentivePlan.IsClosed(plan))
        {
            await CloseAsync(change);
        }
    }

    public async Task FollowUpAsync(Participant participant)
    {
        await stops.ListAsync(participant);
        foreach (var payout in participant.Payouts.Where(p => p.State is PaymentState.Sending or PaymentState.Unknown))
        {
            var attempt = new PayoutAttempt(participant.Id, payout.Key, payout.Attempt);
            if (IsToBeWoken(participant, payout))
            {
                await workflows.SignalAsync(PaymentNames.IncentivePayout, attempt.InstanceId, attempt, PaymentNames.Answered);
            }
            else
            {
                await workflows.StartAsync(PaymentNames.IncentivePayout, attempt.InstanceId, attempt);
            }
        }

        if (participant.Account is { State: AccountState.Checking } account)
        {
            var check = new AccountAttempt(participant.Id, account.Reference);
            await workflows.StartAsync(PaymentNames.AccountCheck, check.InstanceId, check);
        }
    }

    /// <summary>It waits, perhaps for weeks, for something that has changed: its account, its person's eligibility, or it is to be stopped.</summary>
    private static bool IsToBeWoken(Participant participant, Payout payout) => PayoutStopping.IsPending(payout)
        || (payout is { InstructedAt: null, Wait: not null } && (participant.IsLost() || participant.Account?.Reference != payout.AccountReference));

    private async Task EntitleAsync(ParticipantChange change)
    {
        var award = change.Participant.Award!;
        await programme.FundAsync(award.Year);
        PayoutLedger.Entitle(change, await ledger.SeenAsync(change), award);
    }

    private async Task ReserveAsync(ParticipantChange change, Incentive due)
    {
        var before = change.Participant.Payouts.FirstOrDefault(p => p.Key == due.Key);
        var account = change.Participant.Account!;
        var had = before?.PartPaid ?? 0;
        var attempt = (before?.Attempt ?? 0) + 1;
        var setOff = await offset.TakeAsync(change, due.Key, attempt, due.Amount - had);
        var payout = new Payout(due.Key, due.Amount - had - setOff, attempt, PaymentState.Sending, change.At)
        {
            Provider = account.Provider, AccountReference = account.Reference, PartPaid = had + setOff, OffSet = (before?.OffSet ?? 0) + setOff,
            Lifted = before?.Lifted ?? false,
            LastSent = before is { InstructedAt: not null } ? before.Attempt : before?.LastSent ?? 0,
            SettledUpTo = before is { Reason: PayoutRetry.DeclaredDead or PayoutRetry.PartlyPaid } ? before.Attempt : before?.SettledUpTo ?? 0,
        };
        if (payout.Amount == 0)
        {
            change.Participant = change.Participant.WithPayout(payout with { State = PaymentState.Paid, PaidAt = change.At });
            change.WakeLifecycle();
            return;
        }

        PayoutLedger.Reserve(change, await ledger.SeenAsync(change), payout, PaymentReferences.Of(change.Before.Id, payout.Key, payout.Attempt));
        change.Participant = change.Participant.WithPayout(payout);
    }

    private async Task CloseAsync(ParticipantChange change)
    {
        var running = change.Participant.Purchases.Any(p => p.State is PurchaseState.Bought or PurchaseState.Committed);
        if (!running && change.Allows(LifecycleEvent.TrainingFinished))
        {
            change.Apply(LifecycleEvent.TrainingFinished);
            change.Reached(Milestones.Completed);
        }

        PayoutLedger.GiveBack(change, await ledger.SeenAsync(change));
    }
}

internal static class PayoutExtensions
{
    /// <summary>With this payout in place of the one with its key.</summary>
    public static Participant WithPayout(this Participant participant, Payout payout) => participant with
    {
        Payouts = [.. participant.Payouts.Where(p => p.Key != payout.Key), payout],
    };
}
