namespace Prakerja.Pipeline.Training;

/// <summary>What an institution or platform reports; wire words as in the webhook.</summary>
public static class TrainingEventTypes
{
    public const string Attended = "training.attended";
    public const string Completed = "training.completed";
    public const string Cancelled = "training.cancelled";
    public const string Corrected = "attendance.corrected";
    public const string Ping = "ping";

    public static IReadOnlyList<string> All { get; } = [Attended, Completed, Cancelled, Corrected, Ping];
}

public enum TrainingEventState
{
    /// <summary>Kept until it can be applied.</summary>
    Waiting,

    Applied,

    Rejected,
}

/// <summary>One report, stored in the participant's partition for good.</summary>
/// <param name="Id">The <c>webhook-id</c>.</param>
/// <param name="Key">Hash of it, as in the row key.</param>
/// <param name="Timestamp">When the partner says it happened: decides between reports of one session, whatever their order of arrival.</param>
public sealed record TrainingEvent(string Id, string Key, string Partner, string Type, string RedeemCode, DateTimeOffset Timestamp, DateTimeOffset ReceivedAt)
{
    /// <summary>From 1; for attendance.</summary>
    public int Session { get; init; }

    public bool Attended { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? CertificateNumber { get; init; }

    public int? Score { get; init; }

    public TrainingEventState State { get; init; }

    /// <summary>Why it waits or was rejected.</summary>
    public string? Reason { get; init; }

    /// <summary>Without what tells of the person.</summary>
    public TrainingEvent Erased() => this with { CertificateNumber = null, Score = null };
}
