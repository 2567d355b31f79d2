using Prakerja.Domain.Schemes;

namespace Prakerja.Domain.Incentives;

/// <summary>State of the payment account that incentives go to.</summary>
public enum AccountState
{
    None,
    Checking,
    Verified,
    Rejected,
}

/// <summary>What became of paying one incentive.</summary>
public enum PaymentState
{
    Sending,

    /// <summary>No readable reply: asked about, never resent.</summary>
    Unknown,

    Paid,

    /// <summary>Known to be dead. Drop the entry once the account is corrected, and the incentive is due again.</summary>
    Failed,
}

/// <param name="PaidAt">When paid, by the partner's account of it.</param>
/// <param name="Reason">Code of a known reason, when failed, or paid otherwise than by money.</param>
public sealed record IncentivePayment(PaymentState State, DateTimeOffset? PaidAt = null, string? Reason = null);

/// <summary>Everything the gates look at.</summary>
public sealed record IncentiveFacts
{
    public required Scheme Scheme { get; init; }

    /// <summary>The year of the batch's announcement.</summary>
    public required SchemeYear Year { get; init; }

    public DateTimeOffset? FirstCourseCompletedAt { get; init; }

    /// <summary>Of the first course.</summary>
    public string? CertificateNumber { get; init; }

    public int SessionsAttended { get; init; }

    /// <summary>0 for a course without sessions.</summary>
    public int SessionsRequired { get; init; }

    /// <summary>Review and rating of the first course given.</summary>
    public bool Reviewed { get; init; }

    public AccountState Account { get; init; }

    /// <summary>Why the account was rejected: <c>account-owner-mismatch</c> …</summary>
    public string? AccountReason { get; init; }

    /// <summary>When an account was first handed in; null counts as in time only while one is verified. Correcting it later is always possible.</summary>
    public DateTimeOffset? AccountLinkedAt { get; init; }

    /// <summary>
    /// When <c>completion-1</c> was paid; null before, and again if the payment was returned. Later incentives count from it, so a
    /// partner's word for it is to be believed only between our sending and now.
    /// </summary>
    public DateTimeOffset? FirstIncentivePaidAt { get; init; }

    /// <summary>By key (<c>completion-1</c>); none for what was never sent.</summary>
    public IReadOnlyDictionary<string, IncentivePayment> Payments { get; init; } = new Dictionary<string, IncentivePayment>();

    /// <summary>When follow-up survey n was answered.</summary>
    public IReadOnlyDictionary<int, DateTimeOffset> SurveyAnswers { get; init; } = new Dictionary<int, DateTimeOffset>();

    /// <summary>Keys of payments that staff have stopped: until they decide, no day passes for them but <see cref="SchemeYear.StopDecisionBy"/>.</summary>
    public IReadOnlySet<string> Stopped { get; init; } = new HashSet<string>();

    public bool Eligible { get; init; } = true;

    public bool Revoked { get; init; }

    public bool Withdrawn { get; init; }

    /// <summary>Code that says more about why it is over than <c>eligibility-lost</c>.</summary>
    public string? EndReason { get; init; }
}
