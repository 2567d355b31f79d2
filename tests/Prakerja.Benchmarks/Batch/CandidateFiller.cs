using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Prakerja.Domain.Draw;
using Prakerja.Domain.Eligibility;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.People;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Benchmarks.Batch;

/// <summary>Writes candidates as joining leaves them: the person's row with their signed receipt, and the candidate's row.</summary>
internal sealed class CandidateFiller(IServiceProvider services, int batch, DateTimeOffset from, BatchOptions options)
{
    private const int BlockSize = 20_000;
    private const int RowsPerCommit = 100;

    private readonly ITableStore tables = services.GetRequiredService<ITableStore>();
    private readonly ParticipantVault vault = services.GetRequiredService<ParticipantVault>();
    private readonly BlindIndex index = services.GetRequiredService<BlindIndex>();
    private readonly BatchFiles files = services.GetRequiredService<BatchFiles>();

    public async Task FillAsync()
    {
        for (var first = 0; first < options.Candidates; first += BlockSize)
        {
            var rows = new ConcurrentBag<(string Table, string Partition, TableWrite Write)>();
            await Parallel.ForAsync(first, Math.Min(options.Candidates, first + BlockSize), async (i, _) =>
            {
                foreach (var row in await RowsOfAsync(MadeCandidate.Of(options.Seed, i)))
                {
                    rows.Add(row);
                }
            });
            var commits = rows.GroupBy(r => (r.Table, r.Partition), r => r.Write).SelectMany(g => g.Chunk(RowsPerCommit).Select(c => (g.Key, Writes: c)));
            await Task.WhenAll(commits.Select(c => tables.CommitAsync(c.Key.Table, c.Key.Partition, c.Writes)));
        }
    }

    private async Task<(string Table, string Partition, TableWrite Write)[]> RowsOfAsync(MadeCandidate made)
    {
        var joined = from.AddMilliseconds(made.Index);
        var entry = new BatchEntry(batch, made.Ticket, made.Regency, made.Group, index.FamilyCard(made.FamilyCard), joined);
        var participant = await vault.CreateAsync(ParticipantOf(made, entry), PersonalOf(made));
        var receipt = new Receipt(made.Ticket, batch, made.Regency, made.Group);
        var signed = new SignedReceipt(receipt, await files.SignAsync(Receipts.Canonical(receipt)));
        var candidate = new Candidate(made.Id, made.Regency, made.Group, entry.Household, joined);
        return
        [
            Row(ParticipantKeys.Table, ParticipantKeys.Shard(made.Id), ParticipantKeys.Main(made.Id), participant),
            Row(ParticipantKeys.Table, ParticipantKeys.Shard(made.Id), Receipts.Row(entry), signed),
            Row(Candidates.Table, Candidates.Partition(batch, made.Ticket[..2]), made.Ticket, candidate),
        ];
    }

    private Participant ParticipantOf(MadeCandidate made, BatchEntry entry)
    {
        var affected = made.Group <= 3;
        return new Participant
        {
            Id = made.Id, State = ParticipantState.Candidate, RegisteredAt = from, Batch = entry,
            Facts = new RegistrationFacts
            {
                Version = 1, NikIndex = index.Nik(made.Nik), FamilyCardIndex = entry.Household, KtpPhoto = "k", Selfie = "s", Domicile = made.Regency, DomicileFixedAt = from,
                Profile = new ProfileFacts(made.Regency, Gender.Female, "sma", Employment.JobSeeker, affected, Village: true, Disability: false),
                Declaration = new DeclarationFacts(false, Occupation.None, made.Group is 3 or 5, 0, [], from),
            },
            Contacts = new Contacts { EmailIndex = index.Email(made.Email), EmailProven = true, PhoneVerifiedAt = from },
            Verification = new Verification { State = VerificationState.Passed, FactsVersion = 1, Group = made.Group, PassedAt = from },
            Test = new TestAttempt { StartedAt = from, SubmittedAt = from, Score = 70 },
        };
    }

    private static Personal PersonalOf(MadeCandidate made) => new()
    {
        Nik = made.Nik, FamilyCardNumber = made.FamilyCard, FullName = $"Warga {made.Index}", BirthPlace = "Bandung", BirthDate = new DateOnly(1995, 3, 4),
        MothersMaidenName = "Ibu", Address = "Jalan Merdeka 1", Email = made.Email,
    };

    private static (string Table, string Partition, TableWrite Write) Row<T>(string table, string partition, string row, T body)
        where T : notnull => (table, partition, new TableWrite.Insert(row, PipelineJson.Write(body)));
}
