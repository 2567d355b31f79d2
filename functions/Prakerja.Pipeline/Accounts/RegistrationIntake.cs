using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Accounts;

/// <summary>
/// Makes accounts from accepted registrations, shard by shard in order of arrival: claim the address, issue a code, then account, code message and
/// removal from the inbox in one transaction. Repeating it after a crash changes nothing.
/// </summary>
public sealed class RegistrationIntake(
    ITableStore tables, Claims claims, BlindIndex index, AddressBox addresses, OneTimeCodes codes, ParticipantVault vault,
    FunnelCounters counters, IShardSignals signals) : IShardHandler
{
    public const string QueueName = "registrations";

    /// <summary>Each registration takes three writes of the 100 a transaction may have.</summary>
    private const int BatchSize = 30;

    public string Queue => QueueName;

    public async Task HandleAsync(string shard, CancellationToken cancellation)
    {
        while (true)
        {
            var page = await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix(ParticipantKeys.InboxPrefix), BatchSize, null, cancellation);
            if (page.Rows.Count == 0)
            {
                return;
            }

            await IntakeAsync(shard, page.Rows);
            await signals.SignalAsync(Outbox.Queue, shard, cancellation);
        }
    }

    private async Task IntakeAsync(string shard, IReadOnlyList<TableRow> rows)
    {
        var records = rows.Select(r => PipelineJson.Read<InboxRecord>(r.Body)).ToArray();
        var contacts = records.Select(r => new Contact(Open(r.Email), Open(r.Phone))).ToArray();
        var holders = await Task.WhenAll(records.Zip(contacts, ClaimAsync));
        var issued = await Task.WhenAll(contacts.Select(c => codes.IssueAsync(CodePolicy.Login, c.Index(index))));
        while (true)
        {
            var made = new List<Participant>();
            var writes = new List<TableWrite>();
            for (var i = 0; i < records.Length; i++)
            {
                writes.Add(new TableWrite.Delete(rows[i].Row));
                if (holders[i] == records[i].Id)
                {
                    made.Add(await CreateAsync(records[i], contacts[i]));
                    writes.Add(new TableWrite.Upsert(ParticipantKeys.Main(records[i].Id), PipelineJson.Write(made[^1])));
                }

                if (issued[i].Nonce is { } nonce)
                {
                    writes.Add(CodeMessage(records[i], contacts[i], nonce));
                }
            }

            writes.AddRange(await counters.WritesAsync(shard, new Dictionary<string, Participant[]>(StringComparer.Ordinal) { [Milestones.Registered] = [.. made] }));
            if ((await tables.CommitAsync(ParticipantKeys.Table, shard, writes)).Committed)
            {
                return;
            }
        }
    }

    private Task<string> ClaimAsync(InboxRecord record, Contact contact) =>
        claims.ClaimAsync(contact.Email is null ? ClaimKinds.Phone : ClaimKinds.Email, contact.Index(index), record.Id);

    private ValueTask<Participant> CreateAsync(InboxRecord record, Contact contact) => vault.CreateAsync(
        new Participant
        {
            Id = record.Id,
            State = ParticipantState.Registered,
            RegisteredAt = record.At,
            Language = record.Language,
            Contacts = new Contacts
            {
                EmailIndex = contact.Email is null ? null : index.Email(contact.Email),
                PhoneIndex = contact.Phone is null ? null : index.Phone(contact.Phone),
            },
        },
        new Personal { Email = contact.Email, Phone = contact.Phone });

    private TableWrite.Upsert CodeMessage(InboxRecord record, Contact contact, string nonce)
    {
        var note = new CodeNote(CodePolicy.Login.Purpose, contact.Index(index), nonce, contact.Channel, addresses.Seal(contact.Address), record.Language, record.At);
        return new TableWrite.Upsert(ParticipantKeys.OutgoingMessage(record.Id, "code"), PipelineJson.Write(new OutgoingRow(record.Id, null, note)));
    }

    private string? Open(byte[]? address) => address is null ? null : addresses.Open(address);
}
