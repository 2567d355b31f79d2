namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>A message as the broker keeps it.</summary>
internal sealed record StoredMessage(string Id, byte[] Body, IReadOnlyDictionary<string, object> Properties, DateTimeOffset? Scheduled)
{
    public const string DeadLetterReason = "DeadLetterReason";

    public long Sequence { get; init; }

    public DateTimeOffset Enqueued { get; init; }

    /// <summary>Deliveries that came to nothing.</summary>
    public int Failed { get; init; }

    public Guid Lock { get; init; }

    public DateTimeOffset LockedUntil { get; init; }

    public StoredMessage WithReason(string? reason) => reason is null
        ? this
        : this with { Properties = new Dictionary<string, object>(Properties, StringComparer.Ordinal) { [DeadLetterReason] = reason } };
}
