using static Prakerja.Domain.Recoveries.RecoveryState;

namespace Prakerja.Domain.Recoveries;

/// <summary>The life of a recovery, as one switch.</summary>
public static class RecoveryLifecycle
{
    private static readonly LocalText NotNow = new("tidak mungkin pada keadaan ini", "not possible in this state");
    private static readonly LocalText BadPlan = new(
        $"{InstalmentPlan.Fewest} sampai {InstalmentPlan.Most} angsuran, tidak lebih dari Rupiahnya", $"{InstalmentPlan.Fewest} to {InstalmentPlan.Most} instalments, no more than there are Rupiah");

    /// <summary>Where the event leads; every pair not named is refused. What comes in beyond what is owed is kept apart as excess.</summary>
    public static Parsed<Recovery> Next(Recovery recovery, RecoveryEvent happened, DateTimeOffset at) => (recovery.State, happened) switch
    {
        (Proposed, RecoveryEvent.Approved) => Parsed.Ok(recovery with { State = Open, OpenedAt = at, DueBy = Wib.DaysLater(Wib.DateOf(at), Recovery.DaysToRepay) }),
        (Proposed, RecoveryEvent.Refused) => Parsed.Ok(recovery with { State = Dropped, ClosedAt = at }),
        (Open or Instalments, RecoveryEvent.PlanAgreed plan) => Agree(recovery, plan),
        (Open or Instalments, RecoveryEvent.WrittenOff) => Parsed.Ok(recovery with { State = WrittenOff, WrittenOff = recovery.Owed, ClosedAt = at }),
        (Proposed or Dropped, _) => Parsed.Refused<Recovery>(NotNow),
        (_, RecoveryEvent.Repaid(> 0 and var amount)) => Take(recovery, amount, at, (r, part) => r with { Repaid = r.Repaid + part }),
        (_, RecoveryEvent.OffSet(> 0 and var amount)) => Take(recovery, amount, at, (r, part) => r with { OffSet = r.OffSet + part }),
        (_, RecoveryEvent.Returned(> 0 and var amount)) => Take(recovery, amount, at, (r, part) => r with { Returned = r.Returned + part }),
        (_, RecoveryEvent.GivenBack(> 0 and var amount, var ofOffSet)) when amount <= recovery.Excess => Parsed.Ok(ofOffSet
            ? recovery with { Excess = recovery.Excess - amount, OffSet = recovery.OffSet - amount, Returned = recovery.Returned + amount }
            : recovery with { Excess = recovery.Excess - amount }),
        _ => Parsed.Refused<Recovery>(NotNow),
    };

    private static Parsed<Recovery> Agree(Recovery recovery, RecoveryEvent.PlanAgreed plan) => InstalmentPlan.Allows(plan.Months) && recovery.Owed >= plan.Months
        ? Parsed.Ok(recovery with { State = Instalments, Plan = new InstalmentPlan(plan.Months, plan.Agreed, recovery.Owed, recovery.CameBack) })
        : Parsed.Refused<Recovery>(BadPlan);

    private static Parsed<Recovery> Take(Recovery recovery, long amount, DateTimeOffset at, Func<Recovery, long, Recovery> add)
    {
        var part = Math.Min(amount, recovery.Owed);
        var taken = add(recovery, part) with { Excess = checked(recovery.Excess + amount - part) };
        return Parsed.Ok(taken.Owed == 0 && recovery.IsOwed ? taken with { State = Settled, ClosedAt = at } : taken);
    }
}
