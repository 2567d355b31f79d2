using System.Text.Json.Serialization;

namespace Prakerja.Pipeline.Participants;

/// <summary>
/// The state of one participant, one row. Personal data is in <see cref="Sealed"/> (a <see cref="Personal"/>, encrypted under the
/// participant's own key); everything else here is random ids, keyed hashes and plain facts that decisions need.
/// </summary>
public sealed record Participant
{
    /// <summary>32 hex digits, random.</summary>
    public required string Id { get; init; }

    public required ParticipantState State { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public string Language { get; init; } = "id";

    /// <summary>The participant's data key, wrapped; empty once erased.</summary>
    public byte[] WrappedKey { get; init; } = [];

    public byte[] Sealed { get; init; } = [];

    public Contacts Contacts { get; init; } = new();

    /// <summary>Claims given up by a change, until they are released.</summary>
    public IReadOnlyList<HeldClaim> Former { get; init; } = [];

    public RegistrationFacts Facts { get; init; } = new();

    public Verification Verification { get; init; } = new();

    /// <summary>Codes of the reasons, while refused.</summary>
    public IReadOnlyList<string> RefusedFor { get; init; } = [];

    public TestAttempt Test { get; init; } = new();

    /// <summary>The batch joined last; its outcome is read from the published result until the next one is joined.</summary>
    public BatchEntry? Batch { get; init; }

    public Award? Award { get; init; }

    public PaymentAccount? Account { get; init; }

    public IReadOnlyList<Purchase> Purchases { get; init; } = [];

    public IReadOnlyList<Payout> Payouts { get; init; } = [];

    public IReadOnlyList<SurveyResponse> Surveys { get; init; } = [];

    /// <summary>Training reports stored so far; each raises it.</summary>
    public int TrainingEvents { get; init; }

    /// <summary>As many of them were looked at; lower than <see cref="TrainingEvents"/>: the training journey has something to do.</summary>
    public int TrainingEventsSeen { get; init; }

    /// <summary>Which of the award's training deadlines are watched and were reminded of.</summary>
    public TrainingWatch? Watch { get; init; }

    /// <summary>Milestones of the funnel they are counted in, besides the registration.</summary>
    public IReadOnlyList<string> Reached { get; init; } = [];

    public int Notes { get; init; }

    /// <summary>Raised by every act that gives the lifecycle something to do.</summary>
    public long Wake { get; init; }

    /// <summary>The wake that the last leg ended with; lower than <see cref="Wake"/>: a leg is due or running.</summary>
    public long Leg { get; init; }

    /// <summary>Set once the unused balance went back to the treasury.</summary>
    public DateTimeOffset? BalanceClosedAt { get; init; }

    /// <summary>Whole Rupiah left to spend on courses.</summary>
    [JsonIgnore]
    public long TrainingBalance => Award is null || BalanceClosedAt is not null
        ? 0
        : SchemeTable.Find(Award.Scheme)!.TrainingBalance - Purchases.Where(p => p.State != PurchaseState.Cancelled).Sum(p => p.Price);

    /// <summary>When the person asked to be erased; from then on their token opens nothing.</summary>
    public DateTimeOffset? ErasureRequestedAt { get; init; }

    /// <summary>When their key was destroyed: nothing personal is left.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Set where a local office keyed the registration and signed for the person.</summary>
    public Assistance? Assistance { get; init; }

    [JsonIgnore]
    public bool IsFinal => Lifecycle.IsFinal(State);
}

/// <summary>Which addresses there are and which are proven; the addresses themselves are sealed.</summary>
public sealed record Contacts
{
    public string? EmailIndex { get; init; }

    public bool EmailProven { get; init; }

    public string? PhoneIndex { get; init; }

    public DateTimeOffset? PhoneVerifiedAt { get; init; }

    /// <summary>The phone proven before, while <see cref="PhoneIndex"/> is not proven yet; until then it stays theirs.</summary>
    public string? ProvenPhoneIndex { get; init; }
}

/// <summary>A row of <see cref="Claims"/>.</summary>
public sealed record HeldClaim(string Kind, string Index);

/// <summary>What the registration steps have gathered so far. Every change of a fact that identity or eligibility depends on raises <see cref="Version"/>.</summary>
public sealed record RegistrationFacts
{
    public int Version { get; init; }

    public string? NikIndex { get; init; }

    public string? FamilyCardIndex { get; init; }

    /// <summary>Keyed hash of the device that gave the identity, where it names itself.</summary>
    public string? DeviceIndex { get; init; }

    public ProfileFacts? Profile { get; init; }

    public string? KtpPhoto { get; init; }

    public string? Selfie { get; init; }

    public DeclarationFacts? Declaration { get; init; }

    /// <summary>Regency of the domicile, fixed at the first joining.</summary>
    public string? Domicile { get; init; }

    public DateTimeOffset? DomicileFixedAt { get; init; }
}

public sealed record ProfileFacts(
    string Regency, Gender Gender, string Education, Employment Employment, bool Affected, bool Village, bool Disability);

public sealed record DeclarationFacts(
    bool InFormalEducation, Occupation Occupation, bool ReceivesSocialAid, long MonthlyWage, IReadOnlyList<string> Consents, DateTimeOffset At);

public enum VerificationState
{
    None,
    Checking,
    RegistryUnavailable,
    Review,
    Mismatch,
    Rejected,
    Passed,

    /// <summary>Not checked: too many mismatches before; to be sent again later.</summary>
    Locked,
}

/// <summary>Outcome of the identity check of one version of the facts.</summary>
public sealed record Verification
{
    public VerificationState State { get; init; }

    /// <summary><see cref="RegistrationFacts.Version"/> that was checked.</summary>
    public int FactsVersion { get; init; }

    /// <summary>The version of the facts that a person must look at, since a complaint about its rejection was upheld.</summary>
    public int? ComplainedVersion { get; init; }

    /// <summary>What the exclusion registries said last.</summary>
    public RegistryFacts Registries { get; init; } = new();

    /// <summary>On an imported ministry list.</summary>
    public bool Listed { get; init; }

    public int? Group { get; init; }

    public DateTimeOffset? PassedAt { get; init; }
}

public sealed record RegistryFacts(bool Student = false, bool Official = false, bool SocialAid = false, bool Deceased = false);

public sealed record TestAttempt
{
    public DateTimeOffset? StartedAt { get; init; }

    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset? SubmittedAt { get; init; }

    public int? Score { get; init; }
}

/// <param name="Ticket">32 hex digits, minted at joining.</param>
/// <param name="Household">Keyed pseudonym of the family card is made at freezing; this is the blind index it is made from.</param>
public sealed record BatchEntry(int Batch, string Ticket, string Regency, int Group, string Household, DateTimeOffset JoinedAt);

/// <param name="Slot">Family-card slot held, 1 or 2.</param>
public sealed record Award(
    int Batch, string Ticket, string Scheme, string CardNumber, DateOnly AnnouncedOn, DateOnly FirstPurchaseBy, int Year, int Slot);

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

/// <param name="Batch">The award whose dates have been entered.</param>
/// <param name="Reminded">Reminders sent, or passed over because a later one was due already.</param>
public sealed record TrainingWatch(int Batch, IReadOnlyList<string> Reminded);

public enum PurchaseState
{
    Bought,
    Committed,
    Completed,
    Cancelled,
    Revoked,
}

/// <param name="Price">Whole Rupiah, paid from the training balance.</param>
/// <param name="Sessions">Sessions of the schedule; each must be attended.</param>
public sealed record Purchase(
    string RedeemCode, string InvoiceCode, string CourseCode, string Title, string Platform, string Institution, string? ScheduleCode,
    long Price, int Sessions, DateTimeOffset BoughtAt, DateTimeOffset? StartsAt)
{
    public PurchaseState State { get; init; }

    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>Numbers of the sessions attended, ascending.</summary>
    public IReadOnlyList<int> Attended { get; init; } = [];

    public DateTimeOffset? CompletedAt { get; init; }

    public string? CertificateNumber { get; init; }

    public int? Score { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    public int? Rating { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }
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
}

public sealed record SurveyResponse(int Number, IReadOnlyDictionary<string, string> Answers, DateTimeOffset At);

/// <param name="Office">The officer who signed.</param>
/// <param name="File">SHA-256 of the file, which is the officer's signature.</param>
/// <param name="Line">Line of the file.</param>
/// <param name="PhoneWaived">The person has no phone; the officer vouches instead.</param>
public sealed record Assistance(string Office, string File, int Line, DateTimeOffset At, bool PhoneWaived)
{
    /// <summary>When whoever logs in proved, by the NIK, to be the person registered: the office may have mistyped the address.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
}
