namespace Prakerja.Pipeline.Participants;

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

    /// <summary>Whole Rupiah of the price that the platform keeps once the course is completed, as agreed when it was bought.</summary>
    public long Commission { get; init; }

    /// <summary>Platform and institution had one owner when it was bought.</summary>
    public bool ConflictOfInterest { get; init; }
}
