namespace Prakerja.Pipeline.Ports;

/// <summary>What the queue ports refuse, with <see cref="ArgumentException"/>, in every adapter, and their fixed terms.</summary>
public static class QueueLimits
{
    public const int MaxBody = 16 * 1024;
    public const int MaxId = 128;
    public const int MaxMessages = 100;
    public const int MaxReceive = 256;
    public const int MaxDeliveries = 10;
    public const int MaxReason = 4096;

    /// <summary>Reason of a message that was delivered <see cref="MaxDeliveries"/> times in vain; Service Bus says the same.</summary>
    public const string TooManyDeliveries = "MaxDeliveryCountExceeded";

    public static TimeSpan DuplicateWindow { get; } = TimeSpan.FromMinutes(10);

    public static TimeSpan LockDuration { get; } = TimeSpan.FromSeconds(60);

    /// <summary>1-260 ASCII letters, digits, <c>. - _</c>, starting and ending with a letter or digit.</summary>
    public static void CheckQueue(string queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        TableLimits.Require(
            queue.Length is >= 1 and <= 260 && char.IsAsciiLetterOrDigit(queue[0]) && char.IsAsciiLetterOrDigit(queue[^1])
                && queue.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'),
            "A queue name is 1-260 ASCII letters, digits, '.', '-', '_', and starts and ends with a letter or digit.");
    }

    /// <summary>Up to 100 messages; ids of 1-128 characters, bodies of at most 16 KiB.</summary>
    public static void CheckSend(string queue, IReadOnlyList<QueueMessage> messages)
    {
        CheckQueue(queue);
        ArgumentNullException.ThrowIfNull(messages);
        TableLimits.Require(messages.Count <= MaxMessages, "One call sends at most 100 messages.");
        foreach (var message in messages)
        {
            TableLimits.Require(message.Id is { Length: >= 1 and <= MaxId } && TableLimits.IsWellFormed(message.Id), "A message id is 1-128 characters.");
            TableLimits.Require(message.Body.Length <= MaxBody, "A message's body is at most 16 KiB.");
        }
    }

    /// <summary>1-256 messages at once.</summary>
    public static void CheckReceive(string queue, int max)
    {
        CheckQueue(queue);
        TableLimits.Require(max is >= 1 and <= MaxReceive, "One call returns 1-256 messages.");
    }

    public static void CheckDelay(TimeSpan delay) => TableLimits.Require(delay >= TimeSpan.Zero, "A delay is not negative.");

    /// <summary>1-4096 characters.</summary>
    public static void CheckReason(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        TableLimits.Require(reason.Length is >= 1 and <= MaxReason, "A dead letter's reason is 1-4096 characters.");
    }
}
