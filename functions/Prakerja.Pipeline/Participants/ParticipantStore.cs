using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>Reads and changes participants: optimistic, one transaction per change, messages and wake-ups in it.</summary>
public sealed class ParticipantStore(
    ITableStore tables, ParticipantVault vault, FunnelCounters counters, RunningBalances running, ShardBalances balances, Outbox outbox, Batches.BatchReturn returns,
    TimeProvider clock)
{
    private const int MaxAttempts = 50;

    /// <summary>The participant, or null if there is none or it was erased.</summary>
    public async ValueTask<Participant?> FindAsync(string id) => (await ReadAsync(id))?.Participant;

    public ValueTask<Personal> OpenAsync(Participant participant) => vault.OpenAsync(participant);

    /// <summary>
    /// An act of the calling applicant: the answer to its Idempotency-Key is committed with the effect. Decides on the true state: a batch that ended
    /// without a place for them is settled first, in the same commit.
    /// </summary>
    public async Task<Reply> ChangeAsync(Call call, Func<ParticipantChange, ValueTask<Reply>> decide)
    {
        var found = await TryChangeAsync(call.Caller.Id, async change =>
        {
            await returns.SettleFinalAsync(change);
            return await decide(change);
        }, call.Idempotency);
        return found ?? Problems.Unauthorized;
    }

    /// <summary>Decides and commits; decides again if somebody else wrote meanwhile. Default of <typeparamref name="T"/> if there is no such participant.</summary>
    public Task<T?> ChangeAsync<T>(string id, Func<ParticipantChange, ValueTask<T>> decide) => TryChangeAsync(id, decide, null);

    private async Task<T?> TryChangeAsync<T>(string id, Func<ParticipantChange, ValueTask<T>> decide, IdempotencyTicket? ticket)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await ReadAsync(id) is not { } read)
            {
                return default;
            }

            var change = new ParticipantChange(read.Participant, vault, clock.GetUtcNow());
            var result = await decide(change);
            if (await CommitAsync(change, read.ETag, result as Reply, ticket))
            {
                return result;
            }
        }

        throw new StoreUnavailableException("A participant's row is changed too often by others.");
    }

    private async Task<bool> CommitAsync(ParticipantChange change, string etag, Reply? reply, IdempotencyTicket? ticket)
    {
        if (change.IsEmpty || reply is { IsSuccess: false })
        {
            return true;
        }

        var shard = ParticipantKeys.Shard(change.Before.Id);
        var writes = new List<TableWrite>(change.Writes)
        {
            new TableWrite.Replace(ParticipantKeys.Main(change.Before.Id), PipelineJson.Write(change.Participant), etag),
        };
        writes.AddRange(await counters.WritesAsync(shard, change.Participant, change.Milestones));
        writes.AddRange(await counters.WritesAsync(shard, change.Counted));
        if (ticket is not null && reply is not null)
        {
            writes.Add(ticket.Store(reply));
        }

        var result = await running.CommitAsync(
            ParticipantKeys.Table, shard, writes, async () => await balances.WritesAsync(shard, change.Moved), (all, done) => ticket?.Observe(all, done));
        if (result is not { Committed: true })
        {
            return false;
        }

        await outbox.DispatchAsync(change);
        return true;
    }

    private async ValueTask<(Participant Participant, string ETag)?> ReadAsync(string id)
    {
        // Ids come from routes too: what cannot be one is nobody's.
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        var row = await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(id), ParticipantKeys.Main(id));
        return row is null ? null : (PipelineJson.Read<Participant>(row.Body), row.ETag);
    }
}
