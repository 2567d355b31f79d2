using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>
/// Sets aside waiting rows that cannot be understood, so that one of them does not hold up its shard: kept as they are, out of the way of every handler,
/// counted and logged. Only faults of the row itself; trouble of the store, the vault or a gateway is repeated instead.
/// </summary>
public sealed class DeadLetters(ITableStore tables, ILogger<DeadLetters> log)
{
    /// <summary>Row keys are <c>x|{type of the exception}|{former row key}</c>, in the same partition, with the body untouched.</summary>
    public const string Prefix = "x|";

    /// <summary>Whether it is the row that is bad: it cannot be parsed, opened or rendered, now or ever.</summary>
    public static bool IsFault(Exception e) => e is JsonException or CryptographicException or FormatException or ArgumentException or KeyNotFoundException
        or NullReferenceException or NotSupportedException or ArithmeticException or IndexOutOfRangeException || (e is InvalidOperationException and not ObjectDisposedException);

    /// <summary>Moves the row in one commit; nothing if somebody else has dealt with it meanwhile.</summary>
    public async Task SetAsideAsync(TableRow row, Exception reason, CancellationToken cancellation)
    {
        var type = reason.GetType().Name;
        var moved = await tables.CommitAsync(
            ParticipantKeys.Table, row.Partition, [new TableWrite.Delete(row.Row, row.ETag), new TableWrite.Upsert($"{Prefix}{type}|{row.Row}", row.Body)], cancellation);
        if (moved.Committed)
        {
            PipelineMetrics.DeadLetter(type);
            Log.DeadLetter(log, row.Partition, row.Row, type);
        }
    }
}
