using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Security;

/// <summary>Limits of one purpose of codes (programme.md, "Attempt limits").</summary>
/// <param name="Sends">First sending and resends together.</param>
public sealed record CodePolicy(string Purpose, int Sends, TimeSpan SendLock, int WrongAttempts, TimeSpan WrongLock, TimeSpan Lifetime)
{
    public static CodePolicy Login { get; } = new("login", 6, TimeSpan.FromHours(2), 5, TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));

    public static CodePolicy Phone { get; } = new("phone", 6, TimeSpan.FromHours(2), 3, TimeSpan.FromHours(24), TimeSpan.FromMinutes(10));
}

/// <summary>
/// One-time codes of six digits, counted per address whether anybody is known there or not. Stored is a random nonce; the code is an HMAC of it,
/// so that nothing at rest gives a code away and a repeated sending carries the same one. Single use; a lock on sending never spends a code sent before.
/// </summary>
public sealed class OneTimeCodes(ITableStore tables, IKeyVault vault, IRandomSource random, TimeProvider clock)
{
    public const string Table = "codes";
    private readonly ReadOnlyMemory<byte> key = vault.Secret(SecretPurposes.Codes);

    public static string Partition(string index) => index[..2];

    /// <summary>The nonce of the code to be sent, or how long sending is locked.</summary>
    public Task<(string? Nonce, TimeSpan Wait)> IssueAsync(CodePolicy policy, string index) => ChangeAsync(policy, index, (state, now) =>
    {
        if (state.LockedUntil > now)
        {
            return (state, ((string?)null, state.LockedUntil.Value - now));
        }

        if (state.Sent >= policy.Sends)
        {
            return (state with { LockedUntil = now + policy.SendLock, Sent = 0, Wrong = 0 }, (null, policy.SendLock));
        }

        var nonce = state.Nonce is not null && state.ExpiresAt > now + (policy.Lifetime / 2) ? state.Nonce : random.Hex(8);
        return (state with { Nonce = nonce, ExpiresAt = now + policy.Lifetime, Sent = state.Sent + 1 }, (nonce, TimeSpan.Zero));
    });

    /// <summary>True: right, and now spent. False: wrong or stale. A wait: locked.</summary>
    public Task<(bool Right, TimeSpan Wait)> CheckAsync(CodePolicy policy, string index, string code) => ChangeAsync(policy, index, (state, now) =>
    {
        if (state.WrongUntil > now)
        {
            return (state, (false, state.WrongUntil.Value - now));
        }

        if (state.Nonce is { } nonce && state.ExpiresAt > now && Equal(code, Derive(policy.Purpose, index, nonce)))
        {
            return (new CodeState(), (true, TimeSpan.Zero));
        }

        var wrong = state.Wrong + 1;
        return wrong < policy.WrongAttempts
            ? (state with { Wrong = wrong }, (false, TimeSpan.Zero))
            : (state with { Wrong = 0, Nonce = null, WrongUntil = now + policy.WrongLock, LockedUntil = now + policy.WrongLock }, (false, policy.WrongLock));
    });

    /// <summary>Forgets an address nothing was sent to for a day; younger counts stand, whoever's the address is by then.</summary>
    public async Task ForgetAsync(string index)
    {
        foreach (var policy in new[] { CodePolicy.Login, CodePolicy.Phone })
        {
            var row = await tables.GetAsync(Table, Partition(index), RowOf(policy, index));
            if (row is not null && PipelineJson.Read<CodeState>(row.Body).IsOldAt(clock.GetUtcNow()))
            {
                await tables.CommitAsync(Table, Partition(index), [new TableWrite.Delete(row.Row, row.ETag)]);
            }
        }
    }

    private static string RowOf(CodePolicy policy, string index) => $"{policy.Purpose}|{index}";

    /// <summary>The six digits that belong to a nonce.
    public string Derive(string purpose, string index, string nonce)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"{purpose}|{index}|{nonce}"), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) % 1_000_000).ToString("D6");
    }

    private static bool Equal(string code, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(expected));

    private async Task<T> ChangeAsync<T>(CodePolicy policy, string index, Func<CodeState, DateTimeOffset, (CodeState Next, T Result)> decide)
    {
        var rowKey = RowOf(policy, index);
        while (true)
        {
            var row = await tables.GetAsync(Table, Partition(index), rowKey);
            var state = row is null ? new CodeState() : PipelineJson.Read<CodeState>(row.Body);
            var (next, result) = decide(state, clock.GetUtcNow());
            var body = PipelineJson.Write(next);
            TableWrite write = row is null ? new TableWrite.Insert(rowKey, body) : new TableWrite.Replace(rowKey, body, row.ETag);
            if ((await tables.CommitAsync(Table, Partition(index), [write])).Committed)
            {
                return result;
            }
        }
    }

    /// <param name="LockedUntil">Nothing is sent until then.</param>
    /// <param name="WrongUntil">Nothing is checked until then.</param>
    private sealed record CodeState(
        string? Nonce = null, DateTimeOffset? ExpiresAt = null, int Sent = 0, int Wrong = 0, DateTimeOffset? LockedUntil = null, DateTimeOffset? WrongUntil = null)
    {
        public bool IsOldAt(DateTimeOffset now) => !(ExpiresAt + TimeSpan.FromDays(1) > now) && !(LockedUntil > now) && !(WrongUntil > now);
    }
}
