using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Offices;

/// <summary>A registration keyed by an office: who finds it there.</summary>
public sealed record OfficeRow(string Participant, string File, int Line, DateTimeOffset At);

/// <summary>
/// Makes the account of one line: index row of the office, claims, then account and funnel in one transaction. The id follows from office, file and line,
/// so that a crash or a repeated file makes no second account. An address that somebody else holds is kept but not claimed, and nobody can tell.
/// </summary>
public sealed class OfficeIntake(ITableStore tables, Claims claims, BlindIndex index, ParticipantVault vault, FunnelCounters counters, TimeProvider clock)
{
    public const string Table = "offices";

    public static string Partition(BlindIndex index, string office) => index.Of("office", office);

    public string IdOf(string office, string file, int line) => index.Of("office-line", $"{office}\n{file}\n{line}");

    public async Task<string> TakeAsync(string office, string file, OfficeLine line)
    {
        var id = IdOf(office, file, line.Line);
        if (await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(id), ParticipantKeys.Main(id)) is not null)
        {
            return id;
        }

        var now = clock.GetUtcNow();
        var row = new OfficeRow(id, file, line.Line, now);
        await tables.CommitAsync(Table, Partition(index, office), [new TableWrite.Upsert(id, PipelineJson.Write(row))]);
        await ClaimAsync(line.Contact, id);
        var participant = await CreateAsync(id, line, new Assistance(office, file, line.Line, now, PhoneWaived: line.Contact.Phone is null));
        await StoreAsync(participant);
        return id;
    }

    private async Task ClaimAsync(Contact contact, string id)
    {
        if (contact.Email is not null)
        {
            await claims.ClaimAsync(ClaimKinds.Email, index.Email(contact.Email), id);
        }

        if (contact.Phone is not null)
        {
            await claims.ClaimAsync(ClaimKinds.Phone, index.Phone(contact.Phone), id);
        }
    }

    private ValueTask<Participant> CreateAsync(string id, OfficeLine line, Assistance assistance) => vault.CreateAsync(
        new Participant
        {
            Id = id,
            State = ParticipantState.Registered,
            RegisteredAt = assistance.At,
            Assistance = assistance,
            Contacts = new Contacts
            {
                EmailIndex = line.Contact.Email is null ? null : index.Email(line.Contact.Email),
                PhoneIndex = line.Contact.Phone is null ? null : index.Phone(line.Contact.Phone),
                PhoneVerifiedAt = assistance.PhoneWaived ? assistance.At : null,
            },
            Facts = new RegistrationFacts
            {
                Version = 1, NikIndex = index.Nik(line.Nik), FamilyCardIndex = index.FamilyCard(line.FamilyCardNumber), Profile = line.Profile,
                Declaration = line.Declaration,
            },
        },
        line.Edit(new Personal { Email = line.Contact.Email, Phone = line.Contact.Phone }));

    private async Task StoreAsync(Participant participant)
    {
        var shard = ParticipantKeys.Shard(participant.Id);
        while (true)
        {
            var main = new TableWrite.Insert(ParticipantKeys.Main(participant.Id), PipelineJson.Write(participant));
            var stored = await tables.CommitAsync(
                ParticipantKeys.Table, shard, [main, .. await counters.WritesAsync(shard, participant, [Milestones.Registered])]);
            if (stored.Committed || await tables.GetAsync(ParticipantKeys.Table, shard, main.Row) is not null)
            {
                return;
            }
        }
    }
}
