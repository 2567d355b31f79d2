using System.Security.Cryptography;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Accounts;

public sealed record RegisterRequest(string? Email, string? Phone);

public sealed record RegisterAnswer(string Status);

/// <summary>An accepted registration, until its account is made. Addresses are sealed.</summary>
public sealed record InboxRecord(string Id, byte[]? Email, byte[]? Phone, string Language, DateTimeOffset At);

/// <summary>
/// POST /api/accounts. Accepting is one durable inbox record; claims, account and code follow from it (<see cref="RegistrationIntake"/>).
/// The answer is the same for a known address.
/// </summary>
public sealed class RegisterAccount(
    ITableStore tables, IShardSignals signals, AddressBox addresses, IRandomSource random, TimeProvider clock) : IUseCase
{
    private static readonly RegisterAnswer Registered = new("registered");

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("register-account", "POST", "/api/accounts", Access.Anonymous, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, Replayable = false, SuccessStatus = 202, Tag = "Accounts",
            Request = typeof(RegisterRequest), Response = typeof(RegisterAnswer), Headers = [new(Idempotency.Header, Idempotency.Description)],
            Summary = "Registers an e-mail or phone and sends a log-in code; the same answer for a known one.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<RegisterRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (contact, problem) = Contact.Parse(request.Email, request.Phone);
        if (problem is not null)
        {
            return problem;
        }

        var key = call.Header(Idempotency.Header);
        if (key is not null && Idempotency.Refuse(key) is { } badKey)
        {
            return badKey;
        }

        return await AcceptAsync(contact, call, key is null ? null : KeyHash(key, call.Body.Span));
    }

    private async Task<Reply> AcceptAsync(Contact contact, Call call, string? keyHash)
    {
        var id = (keyHash?[..2] ?? random.Hex(1)) + random.Hex(15);
        var at = clock.GetUtcNow();
        var record = new InboxRecord(id, Seal(contact.Email), Seal(contact.Phone), call.Language, at);
        var reply = Reply.Accepted(Registered);
        List<TableWrite> writes = [new TableWrite.Insert(ParticipantKeys.Inbox(at, id), PipelineJson.Write(record))];
        if (keyHash is not null)
        {
            writes.Add(new TableWrite.Insert(ParticipantKeys.Idempotency(keyHash), PipelineJson.Write(new IdempotencyRecord(keyHash, at, reply.Status, null))));
        }

        var shard = ParticipantKeys.Shard(id);
        if (!(await tables.CommitAsync(ParticipantKeys.Table, shard, writes)).Committed)
        {
            return reply.With("Idempotency-Replayed", "true");
        }

        await signals.SignalAsync(RegistrationIntake.QueueName, shard);
        return reply;
    }

    private byte[]? Seal(string? address) => address is null ? null : addresses.Seal(address);

    private static string KeyHash(string key, ReadOnlySpan<byte> body) => ShortHash.Of($"register-account\n{key}\n{Convert.ToHexString(SHA256.HashData(body))}");
}
