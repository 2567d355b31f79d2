namespace Prakerja.Pipeline.Participants;

/// <param name="Reference">Of the check in flight; answers to older ones are void.</param>
/// <param name="Masked">Last digits only.</param>
/// <param name="Reason">Code of the reason, when rejected.</param>
public sealed record PaymentAccount(
    string Provider, string Masked, string Index, string Reference, AccountState State, string? Reason, DateTimeOffset ChangedAt)
{
    /// <summary>When an account was first handed in: decides whether that was in time.</summary>
    public DateTimeOffset FirstLinkedAt { get; init; }

    /// <summary>Wrong accounts of late: three, then 1 h.</summary>
    public IReadOnlyList<DateTimeOffset> Rejections { get; init; } = [];

    /// <summary>Index of the account verified last, whose claim is held; given up when another is verified.</summary>
    public string? HeldIndex { get; init; }
}

/// <summary>What has happened to an incentive that has been instructed at least once.</summary>
/// <param name="Attempt">1, 2, …; a new one only after the old is proven dead.</param>
public sealed record Payout(string Key, long Amount, int Attempt, PaymentState State, DateTimeOffset At, string? Reason = null, DateTimeOffset? PaidAt = null)
{
    public string Provider { get; init; } = "";

    /// <summary><see cref="PaymentAccount.Reference"/> of the account it was reserved for: another one means that the account was corrected.</summary>
    public string AccountReference { get; init; } = "";

    /// <summary>Set, durably, before the partner is told: from then on only the partner's word ends the attempt.</summary>
    public DateTimeOffset? InstructedAt { get; init; }

    /// <summary>The attempt whose money the person has, while paid: an earlier one than <see cref="Attempt"/> if its success became known late.</summary>
    public int? PaidAttempt { get; init; }

    /// <summary>Whole Rupiah of the incentive that the person has by attempts that paid another amount than instructed; later attempts pay the rest.</summary>
    public long PartPaid { get; init; }
}
