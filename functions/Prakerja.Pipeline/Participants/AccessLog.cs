using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <param name="Staff">Name of the member of staff.</param>
/// <param name="What">What was read: review, participant, photos.</param>
public sealed record AccessRecord(string Staff, string What, DateTimeOffset At);

/// <summary>Every read of a person's data by staff; durable before the data is shown, and shown to that person.</summary>
public sealed class AccessLog(ITableStore tables, IRandomSource random, TimeProvider clock)
{
    public Task RecordAsync(string participant, string staff, string what)
    {
        var at = clock.GetUtcNow();
        var row = new TableWrite.Insert(ParticipantKeys.Access(participant, at, random.Hex(4)), PipelineJson.Write(new AccessRecord(staff, what, at)));
        return tables.CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), [row]);
    }
}
