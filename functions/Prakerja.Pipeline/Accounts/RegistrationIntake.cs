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
    FunnelCounters counters, IShardSignals signals, DeadLetters dead) : IShardHandler
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

            await IntakeAsync(shard, await ReadAsync(page.Rows, cancellation));
            await signals.SignalAsync(Outbox.Queue, shard, cancellation);
        }
    }

    /// <summary>Repeats only for the counters' sake. Any other conflict means that somebody else takes in the same rows: the caller looks again.</summary>
    private async Task IntakeAsync(string shard, IReadOnlyList<Arrival> arrivals)
    {
        if (arrivals.Count == 0)
        {
            return;
        }

        var holders = await Task.WhenAll(arrivals.Select(ClaimAsync));
        var issued = await Task.WhenAll(arrivals.Select(a => codes.IssueAsync(CodePolicy.Login, a.Contact.Index(index))));
        var made = new List<Participant>();
        var writes = new List<TableWrite>();
        foreach (var (arrival, holder, code) in arrivals.Zip(holders, issued))
        {
            writes.Add(new TableWrite.Delete(arrival.Row.Row, arrival.Row.ETag));
            if (holder == arrival.Record.Id && !await IsMadeAsync(arrival.Record.Id))
            {
                made.Add(await CreateAsync(arrival.Record, arrival.Contact));
                writes.Add(new TableWrite.Insert(ParticipantKeys.Main(arrival.Record.Id), PipelineJson.Write(made[^1])));
            }

            if (code.Nonce is { } nonce)
            {
                writes.Add(CodeMessage(arrival.Record, arrival.Contact, nonce));
            }
        }

        CommitResult result;
        do
        {
            var counts = await counters.WritesAsync(shard, new Dictionary<string, Participant[]>(StringComparer.Ordinal) { [Milestones.Registered] = [.. made] });
            result = await tables.CommitAsync(ParticipantKeys.Table, shard, [.. writes, .. counts]);
        }
        while (!result.Committed && result.FailedIndex >= writes.Count);
    }

    /// <summary>The rows that can be read; the others are set aside.</summary>
    private async Task<IReadOnlyList<Arrival>> ReadAsync(IReadOnlyList<TableRow> rows, CancellationToken cancellation)
    {
        var arrivals = new List<Arrival>(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                arrivals.Add(Read(row));
            }
            catch (Exception e) when (DeadLetters.IsFault(e))
            {
                await dead.SetAsideAsync(row, e, cancellation);
            }
        }

        return arrivals;
    }

    private Arrival Read(TableRow row)
    {
        var record = PipelineJson.Read<InboxRecord>(row.Body);
        var contact = new Contact(Open(record.Email), Open(record.Phone));
        return record.Id is { Length: 32 } && contact.Address is not null ? new Arrival(row, record, contact) : throw new FormatException("No id or no address.");
    }

    private async ValueTask<bool> IsMadeAsync(string id) =>
        await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(id), ParticipantKeys.Main(id)) is not null;

    private Task<string> ClaimAsync(Arrival arrival) =>
        claims.ClaimAsync(arrival.Contact.Email is null ? ClaimKinds.Phone : ClaimKinds.Email, arrival.Contact.Index(index), arrival.Record.Id);

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

    private sealed record Arrival(TableRow Row, InboxRecord Record, Contact Contact);
}
