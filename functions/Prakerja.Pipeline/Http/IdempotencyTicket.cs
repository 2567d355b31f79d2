using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Http;

/// <summary>
/// The claim of one Idempotency-Key while its request runs. A use case that commits in <see cref="Table"/>/<see cref="Partition"/>
/// adds <see cref="Store"/> to its own commit, so that answer and effect are stored together or not at all.
/// </summary>
public sealed class IdempotencyTicket(string table, string partition, string row, string bodyHash, TimeProvider clock)
{
    public string Table => table;

    public string Partition => partition;

    public string Row => row;

    public bool Stored { get; private set; }

    /// <summary>The write that keeps the answer; call <see cref="MarkStored"/> once it is committed.</summary>
    public TableWrite Store(Reply reply) => new TableWrite.Upsert(row, PipelineJson.Write(new IdempotencyRecord(
        bodyHash, clock.GetUtcNow(), reply.Status, reply.Json is null ? null : PipelineJson.Write(reply.Json))));

    public TableWrite Running() => new TableWrite.Insert(row, PipelineJson.Write(new IdempotencyRecord(bodyHash, clock.GetUtcNow(), 0, null)));

    public void MarkStored() => Stored = true;
}

/// <param name="Status">0 while the request runs.</param>
public sealed record IdempotencyRecord(string BodyHash, DateTimeOffset At, int Status, byte[]? Body);
