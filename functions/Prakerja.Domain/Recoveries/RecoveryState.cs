namespace Prakerja.Domain.Recoveries;

/// <summary>Where money paid in error stands.</summary>
public enum RecoveryState
{
    /// <summary>One finance person claims it; nothing is owed until another approves.</summary>
    Proposed,

    /// <summary>The claim was not approved. Final.</summary>
    Dropped,

    /// <summary>Owed, to be repaid whole by its day.</summary>
    Open,

    /// <summary>Owed, to be repaid month by month.</summary>
    Instalments,

    /// <summary>Nothing is owed any more. Final.</summary>
    Settled,

    /// <summary>Two people gave up what was left. Final.</summary>
    WrittenOff,
}

/// <summary>What happens to it.</summary>
public abstract record RecoveryEvent
{
    private RecoveryEvent() { }

    public sealed record Approved : RecoveryEvent;

    public sealed record Refused : RecoveryEvent;

    /// <summary>Cash came back from the person.</summary>
    public sealed record Repaid(long Amount) : RecoveryEvent;

    /// <summary>Taken from an incentive that was due to them.</summary>
    public sealed record OffSet(long Amount) : RecoveryEvent;

    /// <summary>The payment itself bounced: it never was with the person.</summary>
    public sealed record Returned(long Amount) : RecoveryEvent;

    /// <summary>Of what came in beyond what was owed; it takes the place of what was set off, or was not that.</summary>
    public sealed record GivenBack(long Amount, bool OfOffSet) : RecoveryEvent;

    /// <summary>Given up, all that is left.</summary>
    public sealed record WrittenOff : RecoveryEvent;

    /// <summary>To be repaid in that many months, the first a month after <paramref name="Agreed"/>.</summary>
    public sealed record PlanAgreed(int Months, DateOnly Agreed) : RecoveryEvent;
}
