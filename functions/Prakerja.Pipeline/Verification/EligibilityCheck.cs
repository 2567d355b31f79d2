using Prakerja.Domain.Eligibility;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Verification;

/// <param name="Reasons">Why not; none: eligible.</param>
/// <param name="Group">Priority group 1-5.</param>
public sealed record EligibilityVerdict(IReadOnlyList<Reason> Reasons, int Group);

/// <summary>The day on which age is judged: that of the batch a person could still join.</summary>
public interface IBatchCalendar
{
    /// <summary>The latest closing day of the batches that are approved or open; null if there is none.</summary>
    ValueTask<DateOnly?> LatestClosingDayAsync();
}

/// <summary>Gathers the facts of one participant and asks the rules.</summary>
public sealed class EligibilityCheck(Claims claims, Listings listings, IBatchCalendar calendar)
{
    /// <summary>At verification: age on the day the latest open batch closes, everything else as of now.</summary>
    public async ValueTask<EligibilityVerdict> JudgeAsync(Participant participant, Personal personal, DateTimeOffset now)
    {
        var today = Wib.DateOf(now);
        var closing = await calendar.LatestClosingDayAsync();
        return await JudgeAsync(participant, personal, closing > today ? closing.Value : today);
    }

    /// <summary>As of a day, with the registries' last answers.</summary>
    public async ValueTask<EligibilityVerdict> JudgeAsync(Participant participant, Personal personal, DateOnly on)
    {
        var facts = await FactsOfAsync(participant, personal);
        var listed = await listings.IsListedAsync(participant.Facts.NikIndex!);
        return new EligibilityVerdict(EligibilityRules.Evaluate(facts, on), PriorityGroup.Of(listed, facts));
    }

    private async ValueTask<EligibilityFacts> FactsOfAsync(Participant participant, Personal personal)
    {
        var (profile, declaration, registries) = (participant.Facts.Profile!, participant.Facts.Declaration!, participant.Verification.Registries);
        var nik = participant.Facts.NikIndex!;
        return new EligibilityFacts
        {
            BirthDate = personal.BirthDate!.Value,
            Gender = profile.Gender,
            Employment = profile.Employment,
            Affected = profile.Affected,
            Occupation = declaration.Occupation,
            InFormalEducation = declaration.InFormalEducation,
            ReceivesSocialAid = declaration.ReceivesSocialAid,
            MonthlyWage = declaration.MonthlyWage,
            RegistryStudent = registries.Student,
            RegistryOfficial = registries.Official,
            RegistrySocialAid = registries.SocialAid,
            Deceased = registries.Deceased,
            AlreadyRecipient = await claims.HolderAsync(ClaimKinds.Recipient, nik) is { } recipient && recipient != participant.Id,
            PreviouslyRevoked = await claims.HolderAsync(ClaimKinds.Revoked, nik) is { } revoked && revoked != participant.Id,
        };
    }
}
