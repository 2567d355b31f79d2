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

    /// <summary>Money paid in error, in the order it became known.</summary>
    public IReadOnlyList<Recoveries.RecoveryEntry> Recoveries { get; init; } = [];

    /// <summary>How many transfers of their recovery account there are; each raises it.</summary>
    public int RecoveryMoves { get; init; }

    /// <summary>Keys of those that <see cref="Recoveries"/> has taken up; fewer than <see cref="RecoveryMoves"/>: there is something to take up.</summary>
    public IReadOnlyList<string> RecoveryKeys { get; init; } = [];

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

public sealed record TestAttempt
{
    public DateTimeOffset? StartedAt { get; init; }

    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset? SubmittedAt { get; init; }

    public int? Score { get; init; }
}

public sealed record SurveyResponse(int Number, IReadOnlyDictionary<string, string> Answers, DateTimeOffset At);
