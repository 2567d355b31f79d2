using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Messages;

/// <summary>Answer of GET /sandbox/messages.</summary>
public sealed record SentMessage(string Channel, string To, string Subject, string Body, string? Code, DateTimeOffset At);

/// <summary>
/// The e-mail and SMS gateway, played: keeps what it was given, one row a message, keyed by receiver and message id; repeats of an id
/// are dropped. Messages of one call are committed together.
/// </summary>
internal sealed class SandboxMessenger(ITableStore tables) : IMessenger
{
    private const string Table = "sandboxmessages";
    private const string Sent = "sent";
    private const string Starts = "starts";
    private const int CommitSize = 100;
    private const int PageSize = 1000;
    private readonly Lock gate = new();
    private long sequence = -1;

    /// <summary>Called with what was stored, codes excepted: somebody may act on it.</summary>
    public Func<IReadOnlyList<OutgoingMessage>, Task>? Arrived { get; set; }

    public async Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation = default)
    {
        if (sequence < 0)
        {
            await CountStartAsync();
        }

        var rows = messages.DistinctBy(m => m.Id).Select(m => (TableWrite)new TableWrite.Insert(RowOf(m), PipelineJson.Write(new StoredMessage(
            Interlocked.Increment(ref sequence), new SentMessage(m.Channel, m.To, m.Subject, m.Body, m.Code, m.At)))));
        await Task.WhenAll(rows.Chunk(CommitSize).Select(InsertAsync));
        if (Arrived is { } arrived && messages.Where(m => m.Code is null).ToArray() is { Length: > 0 } notices)
        {
            await arrived(notices);
        }
    }

    /// <summary>What was sent to an address, or to everybody; oldest first.</summary>
    public async Task<IReadOnlyList<SentMessage>> ReadAsync(string? to)
    {
        var range = to is null ? RowRange.All : RowRange.Prefix(PrefixOf(to));
        var found = new List<StoredMessage>();
        await foreach (var row in tables.RowsAsync(Table, Sent, range, PageSize))
        {
            found.Add(PipelineJson.Read<StoredMessage>(row.Body));
        }

        return [.. found.OrderBy(m => m.Message.At).ThenBy(m => m.Sequence).Select(m => m.Message)];
    }

    private async Task InsertAsync(TableWrite[] chunk)
    {
        var rows = chunk.ToList();
        while (rows.Count > 0)
        {
            var result = await tables.CommitAsync(Table, Sent, rows);
            if (result.Committed)
            {
                return;
            }

            rows.RemoveAt(result.FailedIndex);
        }
    }

    /// <summary>Numbers of this start come after those of all earlier ones, also where the clock stood still meanwhile.</summary>
    private async Task CountStartAsync()
    {
        var row = await tables.GetAsync(Table, Starts, Starts);
        var start = (row is null ? 0 : PipelineJson.Read<long>(row.Body)) + 1;
        await tables.CommitAsync(Table, Starts, [new TableWrite.Upsert(Starts, PipelineJson.Write(start))]);
        lock (gate)
        {
            sequence = sequence < 0 ? start << 40 : sequence;
        }
    }

    private static string RowOf(OutgoingMessage message) => PrefixOf(message.To) + Hash(message.Id);

    private static string PrefixOf(string to) => Hash(to) + "-";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private sealed record StoredMessage(long Sequence, SentMessage Message);
}
