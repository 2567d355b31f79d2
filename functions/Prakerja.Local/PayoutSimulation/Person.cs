using Prakerja.Domain;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.People;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>Somebody of a world, and what they are going to do.</summary>
internal sealed class Person(string id, int index, Resident resident, ResidentAccount account)
{
    public string Id => id;

    public int Index => index;

    public Resident Resident => resident;

    public ResidentAccount Account => account;

    /// <summary>Day of the world on which they hand in an account.</summary>
    public int LinksOn { get; init; }

    /// <summary>First hands in somebody else's.</summary>
    public ResidentAccount? Wrong { get; init; }

    /// <summary>Day on which they begin to study, and may be paid no more.</summary>
    public int? IneligibleOn { get; init; }

    /// <summary>Since when no payment may be instructed.</summary>
    public DateTimeOffset? IneligibleSince { get; set; }

    /// <summary>How the partner treats their account now.</summary>
    public PaymentBehaviour Behaviour { get; set; }

    public bool Closed { get; set; }
}

/// <summary>Puts people into the tables who were awarded and have finished their first course, as the use cases would have left their rows.</summary>
internal static class Placing
{
    private const int Batch = 1;

    public static Scheme Scheme => SchemeTable.SemiBansos;

    public static async Task PutAsync(PayoutHost host, Person person, DateTimeOffset now)
    {
        var (index, resident) = (host.Get<BlindIndex>(), person.Resident);
        var personal = new Personal
        {
            Nik = resident.Nik, FamilyCardNumber = resident.FamilyCardNumber, FullName = resident.Profile.FullName, BirthPlace = resident.Profile.BirthPlace,
            BirthDate = resident.Profile.BirthDate, MothersMaidenName = resident.Profile.MothersMaidenName, Address = resident.Profile.Address,
            Email = resident.Email, Phone = resident.Phone,
        };
        var stored = await host.Get<ParticipantVault>().CreateAsync(Trained(person, index, now), personal);
        await host.Get<ITableStore>().CommitAsync(
            ParticipantKeys.Table, ParticipantKeys.Shard(stored.Id), [new TableWrite.Upsert(ParticipantKeys.Main(stored.Id), PipelineJson.Write(stored))]);
    }

    private static Participant Trained(Person person, BlindIndex index, DateTimeOffset now)
    {
        var (day, resident) = (Wib.DateOf(now), person.Resident);
        return new Participant
        {
            Id = person.Id, State = ParticipantState.Training, RegisteredAt = now,
            Facts = new RegistrationFacts
            {
                Version = 1, NikIndex = index.Nik(resident.Nik), FamilyCardIndex = index.FamilyCard(resident.FamilyCardNumber), KtpPhoto = "k", Selfie = "s",
                Profile = new ProfileFacts(resident.Profile.Regency!, Gender.Female, "sma", Employment.JobSeeker, true, false, false),
                Declaration = new DeclarationFacts(false, Occupation.None, false, 0, [], now),
            },
            Contacts = new Contacts { EmailIndex = index.Email(resident.Email), EmailProven = true, PhoneVerifiedAt = now },
            Verification = new Pipeline.Participants.Verification { State = VerificationState.Passed, FactsVersion = 1, Group = 2, PassedAt = now },
            Test = new TestAttempt { StartedAt = now, SubmittedAt = now, Score = 70 },
            Award = new Award(Batch, person.Id, Scheme.Code, $"card-{person.Index}", day, Scheme.FirstPurchaseBy(day), day.Year, 1),
            Purchases =
            [
                new Purchase($"R{person.Index}", $"I{person.Index}", "C1", "Course", "tokopedia", "arkademi", null, 500_000, 2, now, null)
                {
                    State = PurchaseState.Completed, Attended = [1, 2], CompletedAt = now, CertificateNumber = "S-1", Score = 90, ReviewedAt = now, Rating = 5,
                },
            ],
        };
    }
}
