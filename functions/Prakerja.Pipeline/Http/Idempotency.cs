using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Http;

/// <summary>Idempotency-Key of api.md: same key and body replays the stored answer, another body is 422, a running one 409.</summary>
public sealed class Idempotency(ITableStore tables, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(60);

    public async Task<Reply> RunAsync(Call call, Func<Task<Reply>> handle)
    {
        var key = call.Header(Header);
        if (key is null || !call.Endpoint.Replayable || call.Endpoint.Method is not ("POST" or "PUT"))
        {
            return await handle();
        }

        if (Refuse(key) is { } bad)
        {
            return bad;
        }

        var ticket = TicketOf(call, key);
        return await ClaimAsync(ticket, call) ?? await RunClaimedAsync(call, ticket, handle);
    }

    /// <summary>What is wrong with a key; null: nothing.</summary>
    public static Problem? Refuse(string key) => key.Length is < 1 or > 64 || key.Any(c => c is < ' ' or > '~')
        ? Problems.Invalid(Header, new("1 sampai 64 karakter ASCII yang tercetak.", "1 to 64 printable ASCII characters."))
        : null;

    private async Task<Reply> RunClaimedAsync(Call call, IdempotencyTicket ticket, Func<Task<Reply>> handle)
    {
        call.Idempotency = ticket;
        try
        {
            var reply = await handle();
            await SettleAsync(ticket, reply);
            return reply;
        }
        catch (Exception) when (!ticket.Stored)
        {
            await tables.CommitAsync(ticket.Table, ticket.Partition, [new TableWrite.Delete(ticket.Row)]);
            throw;
        }
    }

    private async Task SettleAsync(IdempotencyTicket ticket, Reply reply)
    {
        if (ticket.Stored)
        {
            return;
        }

        TableWrite write = reply.IsSuccess ? ticket.Store(reply) : new TableWrite.Delete(ticket.Row);
        await tables.CommitAsync(ticket.Table, ticket.Partition, [write]);
    }

    /// <summary>Null: the key is ours now. Otherwise the answer to give instead.</summary>
    private async Task<Reply?> ClaimAsync(IdempotencyTicket ticket, Call call)
    {
        var claimed = await tables.CommitAsync(ticket.Table, ticket.Partition, [ticket.Running()]);
        if (claimed.Committed)
        {
            return null;
        }

        var row = await tables.GetAsync(ticket.Table, ticket.Partition, ticket.Row);
        if (row is null)
        {
            return await ClaimAsync(ticket, call);
        }

        var known = PipelineJson.Read<IdempotencyRecord>(row.Body);
        var age = clock.GetUtcNow() - known.At;
        var stale = known.Status == 0 ? age >= Abandoned : age >= call.Endpoint.ReplayFor;
        if (stale)
        {
            await tables.CommitAsync(ticket.Table, ticket.Partition, [new TableWrite.Delete(ticket.Row, row.ETag)]);
            return await ClaimAsync(ticket, call);
        }

        return Answer(known, BodyHash(call), Abandoned - age);
    }

    private static Reply Answer(IdempotencyRecord known, string bodyHash, TimeSpan wait)
    {
        if (known.BodyHash != bodyHash)
        {
            return new Problem(422, "idempotency-key-reused", new("Kunci sudah dipakai", "The key was used before"),
                new("Idempotency-Key ini sudah dipakai untuk isi yang lain.", "This Idempotency-Key was used with another body."));
        }

        if (known.Status == 0)
        {
            return new Problem(409, "idempotency-key-running", new("Masih diproses", "Still being processed"),
                new("Permintaan dengan kunci ini masih berjalan.", "The request with this key is still running.")) { RetryAfter = wait };
        }

        var reply = new Reply(known.Status) { Bytes = known.Body, ContentType = known.Body is null ? null : "application/json" };
        return reply.With("Idempotency-Replayed", "true");
    }

    private IdempotencyTicket TicketOf(Call call, string key)
    {
        var scope = call.Caller.Id.Length > 0 ? call.Caller.Id : call.Endpoint.Name + BodyHash(call);
        var hash = Hash($"{scope}\n{key}");
        var (table, partition) = call.Endpoint.IdempotencyHome?.Invoke(call) ?? HomeOf(call, hash);
        return new IdempotencyTicket(table, partition, ParticipantKeys.Idempotency(hash), BodyHash(call), clock);
    }

    private static (string Table, string Partition) HomeOf(Call call, string hash) => call.Caller.IsApplicant
        ? (ParticipantKeys.Table, ParticipantKeys.Shard(call.Caller.Id))
        : ("idempotency", hash[..2]);

    private static string BodyHash(Call call) => Hash($"{call.Endpoint.Method} {call.Path}\n{Convert.ToHexString(SHA256.HashData(call.Body.Span))}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
