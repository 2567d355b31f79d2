using System.Globalization;
using System.Text.Json;
using Prakerja.Pipeline;

namespace Prakerja.Local.Sandbox.Jobs;

/// <summary>Something the outside world does later, or at once but by itself; a row until it is done.</summary>
/// <param name="Kind">Lower-case word that names the handler.</param>
/// <param name="Id">Unique among jobs of the kind; planning one again changes nothing.</param>
/// <param name="Attempt">Earlier attempts.</param>
internal sealed record OutsideJob(string Kind, string Id, DateTimeOffset DueAt, JsonElement Payload, int Attempt = 0)
{
    public const string Prefix = "job-";

    /// <summary>In order of due time.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{DueAt.UtcTicks:D19}-{Kind}-{Uri.EscapeDataString(Id)}");

    public static OutsideJob Of<T>(string kind, string id, DateTimeOffset dueAt, T payload) =>
        new(kind, id, dueAt, JsonSerializer.SerializeToElement(payload, PipelineJson.Options));

    public T Read<T>() => Payload.Deserialize<T>(PipelineJson.Options)!;
}

/// <summary>Does jobs of one kind; a job may be done again after a crash.</summary>
internal interface IJobHandler
{
    string Kind { get; }

    /// <summary>Null: done. Otherwise when to try again.</summary>
    Task<DateTimeOffset?> RunAsync(OutsideJob job);
}
