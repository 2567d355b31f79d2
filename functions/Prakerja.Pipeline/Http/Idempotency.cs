using System.Security.Cryptography;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Http;

/// <summary>Idempotency-Key of api.md: same key and body replays the stored answer, another body is 422, a running one 409.</summary>
public sealed class Idempotency(ITableStore tables, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    public const string Description = "1-64 printable ASCII; same key and body replays the stored answer.";
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

    /// <summary>What throws leaves the key as it is, for nothing is known of its effect: the key frees itself, or has the answer already.</summary>
    private async Task<Reply> RunClaimedAsync(Call call, IdempotencyTicket ticket, Func<Task<Reply>> handle)
    {
        call.Idempotency = ticket;
        try
        {
            return await SettleAsync(call, ticket, await handle());
        }
        catch (IdempotencyKeyLostException)
        {
            return await ClaimedByAnotherAsync(ticket, call);
        }
    }

    private async Task<Reply> SettleAsync(Call call, IdempotencyTicket ticket, Reply reply)
    {
        if (ticket.Stored || reply.Status >= 500)
        {
            return reply;
        }

        return reply.IsSuccess ? await KeepAsync(ticket, reply) : await FreeAsync(call, ticket, reply);
    }

    private async Task<Reply> KeepAsync(IdempotencyTicket ticket, Reply reply)
    {
        try
        {
            await tables.CommitAsync(ticket.Table, ticket.Partition, [ticket.Store(reply)]);
        }
        catch (StoreUnavailableException)
        {
            // The effect is durable; a 503 now would only make the caller ask for it again.
        }

        return reply;
    }

    /// <summary>A key that is not ours any more has another answer, such as that of a commit whose success was not heard of.</summary>
    private async Task<Reply> FreeAsync(Call call, IdempotencyTicket ticket, Reply reply)
    {
        var freed = await tables.CommitAsync(ticket.Table, ticket.Partition, [ticket.Free()]);
        return freed.Committed ? reply : await ClaimedByAnotherAsync(ticket, call);
    }

    /// <summary>Null: the key is ours now. Otherwise the answer to give instead.</summary>
    private async Task<Reply?> ClaimAsync(IdempotencyTicket ticket, Call call)
    {
        for (var claim = ticket.Insert(); ;)
        {
            var claimed = await tables.CommitAsync(ticket.Table, ticket.Partition, [claim]);
            if (claimed.Committed)
            {
                ticket.MarkClaimed(claimed.ETags[0]);
                return null;
            }

            var row = await tables.GetAsync(ticket.Table, ticket.Partition, ticket.Row);
            if (row is not null && PipelineJson.Read<IdempotencyRecord>(row.Body) is var known && !IsStale(known, call))
            {
                return AnswerOf(known, call);
            }

            claim = row is null ? ticket.Insert() : ticket.TakeOver(row.ETag);
        }
    }

    private async Task<Reply> ClaimedByAnotherAsync(IdempotencyTicket ticket, Call call)
    {
        var row = await tables.GetAsync(ticket.Table, ticket.Partition, ticket.Row);
        return row is null ? Problems.Overloaded : AnswerOf(PipelineJson.Read<IdempotencyRecord>(row.Body), call);
    }

    private bool IsStale(IdempotencyRecord known, Call call) => clock.GetUtcNow() - known.At >= (known.Status == 0 ? Abandoned : call.Endpoint.ReplayFor);

    private Reply AnswerOf(IdempotencyRecord known, Call call) => Answer(known, BodyHash(call), known.At + Abandoned - clock.GetUtcNow());

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
        var hash = ShortHash.Of($"{scope}\n{key}");
        var (table, partition) = call.Endpoint.IdempotencyHome?.Invoke(call) ?? HomeOf(call, hash);
        var row = call.Caller.IsApplicant ? ParticipantKeys.Idempotency(call.Caller.Id, hash) : ParticipantKeys.Idempotency(hash);
        return new IdempotencyTicket(table, partition, row, BodyHash(call), clock);
    }

    private static (string Table, string Partition) HomeOf(Call call, string hash) => call.Caller.IsApplicant
        ? (ParticipantKeys.Table, ParticipantKeys.Shard(call.Caller.Id))
        : ("idempotency", hash[..2]);

    private static string BodyHash(Call call) => ShortHash.Of($"{call.Endpoint.Method} {call.Path}\n{Convert.ToHexString(SHA256.HashData(call.Body.Span))}");
}
