using System.Text.Json.Serialization;

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

    /// <summary>Nothing is paid to the account verified last before, however many others were handed in since.</summary>
    public DateTimeOffset? HeldCoolsUntil { get; init; }

    /// <summary>
    /// Takes the place of an account that works, perhaps by way of others: unless it is that very one, it cools off once it is verified
    /// (<see cref="Domain.Incentives.CoolingOff"/>).
    /// </summary>
    public bool ReplacesWorking { get; init; }

    /// <summary>Nothing is paid to it before.</summary>
    public DateTimeOffset? CoolsUntil { get; init; }

    /// <summary>When a payment to it failed last, if none has succeeded since.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>The provider refused a payment because of a limit of the month; nothing is sent before.</summary>
    public DateTimeOffset? LimitedUntil { get; init; }

    /// <summary>References under which the very same account was handed in before, newest last.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];
}

/// <summary>Why an attempt that is reserved is not sent yet.</summary>
/// <param name="Code">Of a reason.</param>
/// <param name="Until">When it goes on by itself, if that is known.</param>
/// <param name="Run">The payout run it has a place in.</param>
public sealed record PayoutWait(string Code, DateTimeOffset? Until, string? Run = null);

/// <summary>Somebody does not want an attempt to be paid.</summary>
/// <param name="By">Name of the member of staff; null: the programme itself, because its person may not be paid any more.</param>
/// <param name="TooLate">The partner could not stop it.</param>
public sealed record PayoutStop(string? By, DateTimeOffset At, bool TooLate = false);

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

    /// <summary>Whole Rupiah of the incentive that the person has otherwise than by this attempt, set off or by others that paid a part; later attempts pay the rest.</summary>
    public long PartPaid { get; init; }

    /// <summary>Whole Rupiah of the incentive that the person has.</summary>
    [JsonIgnore]
    public long Has => PartPaid + (State == PaymentState.Paid ? Amount : 0);

    /// <summary>The last attempt before this one that was instructed, and so may have reached a partner; 0: none.</summary>
    public int LastSent { get; init; }

    /// <summary>Two people settled the attempts up to this one: they stand in no later one's way, whatever the partner does not say of them.</summary>
    public int SettledUpTo { get; init; }

    /// <summary>While it waits unsent.</summary>
    public PayoutWait? Wait { get; init; }

    /// <summary>Asked to be stopped: if it dies, it is not tried again by itself.</summary>
    public PayoutStop? Stop { get; init; }

    /// <summary>Whole Rupiah of the incentive that were set off against what the person owed; part of <see cref="PartPaid"/>.</summary>
    public long OffSet { get; init; }

    /// <summary>An earlier attempt was stopped, and two people let it be made after all, or what had been set off of it came free again: what staff held up, no day takes away.</summary>
    public bool Lifted { get; init; }
}
