using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Accounts;

/// <summary>Puts a code into the outbox of a participant's shard, durable before it is sent.</summary>
public sealed class CodeSender(ITableStore tables, AddressBox addresses, IShardSignals signals, TimeProvider clock)
{
    public async Task SendAsync(string participant, CodePolicy policy, string index, string nonce, string channel, string address, string language)
    {
        var at = clock.GetUtcNow();
        var note = new CodeNote(policy.Purpose, index, nonce, channel, addresses.Seal(address), language, at);
        var row = ParticipantKeys.OutgoingMessage(participant, $"{policy.Purpose}-{nonce}-{at.UtcTicks:D19}");
        var shard = ParticipantKeys.Shard(participant);
        await tables.CommitAsync(ParticipantKeys.Table, shard, [new TableWrite.Upsert(row, PipelineJson.Write(new OutgoingRow(participant, null, note)))]);
        await signals.SignalAsync(Outbox.Queue, shard);
    }
}
