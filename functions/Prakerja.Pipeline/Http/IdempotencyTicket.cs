using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Http;

/// <summary>
/// The claim of one Idempotency-Key while its request runs. A use case that commits in <see cref="Table"/>/<see cref="Partition"/>
/// adds <see cref="Store"/> to its own commit, so that answer and effect are stored together or not at all.
/// </summary>
public sealed class IdempotencyTicket(string table, string partition, string row, string bodyHash, TimeProvider clock)
{
    /// <summary>Larger answers are not kept: a replay tells that the call took effect, not what it answered. Below the store's own limit.</summary>
    public const int MaxStored = 60 * 1024;

    /// <summary>Body of a replay whose answer was too large to be kept.</summary>
    public static readonly byte[] NotKept = Encoding.UTF8.GetBytes("""{"answerKept":false}""");

    private string etag = "";

    public string Table => table;

    public string Partition => partition;

    public string Row => row;

    public bool Stored { get; private set; }

    public TableWrite Insert() => new TableWrite.Insert(row, Running());

    /// <summary>Takes the key over from a request that was abandoned.</summary>
    public TableWrite TakeOver(string from) => new TableWrite.Replace(row, Running(), from);

    /// <summary>The key is ours, as the row with this ETag.</summary>
    public void MarkClaimed(string claimed) => etag = claimed;

    /// <summary>The write that keeps the answer, only while the key is still ours; tell <see cref="Observe"/> how its commit ended.</summary>
    public TableWrite Store(Reply reply) => new TableWrite.Replace(row, Record(reply), etag);

    /// <summary>The write that frees the key, only while it is still ours.</summary>
    public TableWrite Free() => new TableWrite.Delete(row, etag);

    /// <summary>How a commit ended that <see cref="Store"/> may have been part of.</summary>
    /// <exception cref="IdempotencyKeyLostException">It failed because another request has taken the key over: nothing was written.</exception>
    public void Observe(IReadOnlyList<TableWrite> writes, CommitResult result)
    {
        if (!result.Committed)
        {
            if (writes[result.FailedIndex].Row == row)
            {
                throw new IdempotencyKeyLostException();
            }

            return;
        }

        for (var i = 0; i < writes.Count; i++)
        {
            if (writes[i].Row == row)
            {
                (Stored, etag) = (true, result.ETags[i]);
            }
        }
    }

    private byte[] Running() => PipelineJson.Write(new IdempotencyRecord(bodyHash, clock.GetUtcNow(), 0, null));

    private byte[] Record(Reply reply)
    {
        var record = new IdempotencyRecord(bodyHash, clock.GetUtcNow(), reply.Status, reply.Json is null ? null : PipelineJson.Write(reply.Json));
        var whole = PipelineJson.Write(record);
        return whole.Length <= MaxStored ? whole : PipelineJson.Write(record with { Body = NotKept });
    }
}

/// <param name="Status">0 while the request runs.</param>
public sealed record IdempotencyRecord(string BodyHash, DateTimeOffset At, int Status, byte[]? Body);

/// <summary>A request ran for so long that another took its Idempotency-Key over; it has written nothing.</summary>
public sealed class IdempotencyKeyLostException : Exception
{
    public IdempotencyKeyLostException() : base("The Idempotency-Key was taken over.") { }

    public IdempotencyKeyLostException(string message) : base(message) { }

    public IdempotencyKeyLostException(string message, Exception inner) : base(message, inner) { }
}
