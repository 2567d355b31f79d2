using System.Globalization;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.People;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>Participants put straight into the tables, registered and verified.</summary>
public static class People
{
    /// <param name="number">Makes id, NIK and contacts; one participant per number.</param>
    /// <param name="card">Family card; null: of their own.</param>
    public static async Task<string> AddVerifiedAsync(
        this PipelineHarness harness, int number, string regency = "32.73", string? card = null, int group = 4, DateOnly? born = null)
    {
        var index = harness.Get<BlindIndex>();
        var nik = NikOf(number);
        var familyCard = card ?? $"327301{number:D10}";
        var facts = new RegistrationFacts
        {
            Version = 1, NikIndex = index.Nik(nik), FamilyCardIndex = index.FamilyCard(familyCard), KtpPhoto = "k", Selfie = "s",
            Profile = new ProfileFacts(regency, Gender.Female, "seniorHigh", Employment.JobSeeker, group <= 3, number % 2 == 0, false),
            Declaration = new DeclarationFacts(false, Occupation.None, group is 3 or 5, 0, [], harness.Now),
        };
        var participant = new Participant
        {
            Id = IdOf(number), State = ParticipantState.Verified, RegisteredAt = harness.Now, Language = "id", Facts = facts,
            Contacts = new Contacts { EmailIndex = index.Email($"p{number}@example.id"), EmailProven = true, PhoneVerifiedAt = harness.Now },
            Verification = new Prakerja.Pipeline.Participants.Verification { State = VerificationState.Passed, FactsVersion = 1, Group = group, PassedAt = harness.Now },
            Test = new TestAttempt { StartedAt = harness.Now, SubmittedAt = harness.Now, Score = 70 },
        };
        var personal = new Personal
        {
            Nik = nik, FamilyCardNumber = familyCard, FullName = $"Orang {number}", BirthPlace = "Bandung", BirthDate = born ?? new DateOnly(1995, 3, 4),
            MothersMaidenName = "Ibu", Address = "Jalan", Email = $"p{number}@example.id", Phone = $"+62812{number:D8}",
        };
        var stored = await harness.Get<ParticipantVault>().CreateAsync(participant, personal);
        var write = new TableWrite.Insert(ParticipantKeys.Main(stored.Id), PipelineJson.Write(stored));
        Assert.True((await harness.Get<ITableStore>().CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(stored.Id), [write])).Committed);
        await harness.Get<Claims>().ClaimAsync(ClaimKinds.Nik, facts.NikIndex, stored.Id);
        return stored.Id;
    }

    /// <summary>32 hex digits, spread over the shards.</summary>
    public static string IdOf(int number) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"person {number.ToString(CultureInfo.InvariantCulture)}")).AsSpan(0, 16));

    public static string NikOf(int number) => $"327301440395{number:D4}";

    public static async Task<Participant> FindAsync(this PipelineHarness harness, string id) =>
        await harness.Get<ParticipantStore>().FindAsync(id) ?? throw new InvalidOperationException($"No participant {id}.");
}
