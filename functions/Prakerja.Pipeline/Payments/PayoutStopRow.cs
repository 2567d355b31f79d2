namespace Prakerja.Pipeline.Payments;

/// <summary>A stop as staff asked for it, and who wants to lift it.</summary>
public sealed record PayoutStopRow(string Reference, string Participant, string Key, int Attempt, long Amount, string By, DateTimeOffset At)
{
    public string? LiftProposedBy { get; init; }

    public DateTimeOffset? LiftProposedAt { get; init; }

    public string? LiftedBy { get; init; }

    public DateTimeOffset? LiftedAt { get; init; }
}

/// <summary>What became of the wish to stop a payout.</summary>
public enum StopState
{
    /// <summary>The partner is being asked.</summary>
    Stopping,

    /// <summary>Dead, and not tried again until two people lift it.</summary>
    Stopped,

    /// <summary>The partner could not stop it: it goes on.</summary>
    TooLate,

    /// <summary>The person has the money.</summary>
    Paid,

    /// <summary>Two people have lifted it: it is tried again.</summary>
    Lifted,

    /// <summary>Over: the incentive is paid no more, or the attempt was dead already.</summary>
    Ended,
}
