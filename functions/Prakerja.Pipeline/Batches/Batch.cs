using System.Globalization;
using System.Text.Json.Serialization;

namespace Prakerja.Pipeline.Batches;

/// <summary>One batch (gelombang): a row, and the truth about where the batch stands. Its candidates and files are kept elsewhere.</summary>
public sealed record Batch
{
    /// <summary>1, 2, 3, … without gaps.</summary>
    public required int Number { get; init; }

    public required string Scheme { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>Candidates join before this moment.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>The result is published then, or when it is drawn, if later.</summary>
    public required DateTimeOffset AnnouncesAt { get; init; }

    /// <summary>Regency → places.</summary>
    public required SortedDictionary<string, int> Places { get; init; }

    /// <summary>Reserves per regency.</summary>
    public required int Reserves { get; init; }

    /// <summary>Takes up places of the year's recovery pot.</summary>
    public bool Recovery { get; init; }

    public BatchState State { get; init; } = BatchState.Draft;

    public BatchState? HeldFrom { get; init; }

    public string? HoldReason { get; init; }

    /// <summary>A release or cancellation that waits for a second person.</summary>
    public BatchProposal? Proposal { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Chain and round of the randomness beacon, as published in the rules.</summary>
    public string? Chain { get; init; }

    public long Round { get; init; }

    /// <summary>The commitment file, once entries are committed to.</summary>
    public byte[]? Commitment { get; init; }

    /// <summary>Since when the beacon has been asked in vain.</summary>
    public DateTimeOffset? BeaconLateSince { get; init; }

    public byte[]? BeaconSignature { get; init; }

    public BatchCounts? Counts { get; init; }

    public DateTimeOffset? AnnouncedAt { get; init; }

    public BatchCancellation? Cancellation { get; init; }

    /// <summary>When everybody selected had been awarded or replaced by a reserve's call.</summary>
    public DateTimeOffset? AwardedAt { get; init; }

    [JsonIgnore]
    public Scheme Terms => SchemeTable.Find(Scheme)!;

    [JsonIgnore]
    public int TotalPlaces => Places.Values.Sum();

    /// <summary>The number, so that ordinal order is that of the numbers.</summary>
    [JsonIgnore]
    public string Key => Number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The scheme year: that of the announcement in Jakarta.</summary>
    [JsonIgnore]
    public int Year => Wib.DateOf(AnnouncesAt).Year;

    [JsonIgnore]
    public DateOnly ClosingDay => Wib.DateOf(ClosesAt);

    /// <summary>Where it stands, or stood when it was held.</summary>
    [JsonIgnore]
    public BatchState Reached => State == BatchState.Held ? HeldFrom!.Value : State;

    [JsonIgnore]
    public bool IsAnnounced => State is BatchState.Announced or BatchState.Finished;

    /// <summary>Whether its winners could no longer meet the deadlines of its year, were it announced at that moment.</summary>
    public bool IsTooLateAt(DateTimeOffset now) => Wib.DateOf(now) > Terms.LatestAnnouncement(Year);

    /// <summary>Whether candidates may join or leave at that moment.</summary>
    public bool IsOpenAt(DateTimeOffset now) => State is BatchState.Approved or BatchState.Open && now >= OpensAt && now < ClosesAt;
}

/// <summary>What one operator wants done with a batch, and another has to approve.</summary>
/// <param name="Act"><see cref="BatchEvent.Released"/> or <see cref="BatchEvent.Cancelled"/>.</param>
public sealed record BatchProposal(BatchEvent Act, string By, DateTimeOffset At, string? Reason);

/// <param name="By">Who approved it; the proposal was another's.</param>
public sealed record BatchCancellation(string ProposedBy, string By, DateTimeOffset At, string? Reason);

/// <summary>Outcomes in the published result.</summary>
public sealed record BatchCounts(long Entries, long Selected, long Reserve, long Household, long NotSelected);
