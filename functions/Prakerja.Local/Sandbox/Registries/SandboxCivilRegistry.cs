using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Registries;

/// <summary>Dukcapil, played: compares what is claimed with the resident's facts, unless it was told what to answer. Nobody known: mismatch.</summary>
internal sealed class SandboxCivilRegistry(ResidentStore residents, Switches switches) : ICivilRegistry
{
    /// <summary>Names less alike than this are different names; up to there the score says how alike.</summary>
    private const int LeastNameScore = 60;

    public async Task<CivilAnswer> CheckAsync(CivilQuery query, CancellationToken cancellation = default)
    {
        var known = await residents.FindAsync(query.Nik);
        if (known.Change.Registry == RegistryAnswer.Unavailable || !await switches.IsOnAsync(Switches.Registry, otherwise: true))
        {
            return new CivilAnswer(CivilOutcome.Unavailable);
        }

        var answer = known.Change.Registry switch
        {
            RegistryAnswer.Match => new CivilAnswer(CivilOutcome.Match, 100),
            RegistryAnswer.Mismatch => new CivilAnswer(CivilOutcome.Mismatch),
            _ => Compare(query, known),
        };
        return answer with { Deceased = answer.Outcome == CivilOutcome.Match && known.Change.Deceased == true };
    }

    private static CivilAnswer Compare(CivilQuery query, KnownResident known)
    {
        // A NIK that was only added by PUT has no facts but, perhaps, a family card: what is not known cannot differ.
        if (known.Facts is null)
        {
            var added = known.Change != ResidentChange.None && known.Change.FamilyCardNumber is var card && (card is null || card == query.FamilyCardNumber);
            return added ? new CivilAnswer(CivilOutcome.Match, 100) : new CivilAnswer(CivilOutcome.Mismatch);
        }

        var profile = known.Facts.Profile;
        var name = Likeness.Of(query.FullName, profile.FullName!);
        var same = name >= LeastNameScore && query.FamilyCardNumber == known.FamilyCardNumber && query.BirthDate == profile.BirthDate
            && query.Gender == profile.Gender && Likeness.Same(query.MothersMaidenName, profile.MothersMaidenName!)
            && Likeness.Same(query.BirthPlace, profile.BirthPlace!);
        return same ? new CivilAnswer(CivilOutcome.Match, name, query.Regency == profile.Regency) : new CivilAnswer(CivilOutcome.Mismatch, name);
    }
}

/// <summary>Student, official and aid registries, played.</summary>
internal sealed class SandboxExclusions(ResidentStore residents, Switches switches) : IExclusionRegistries
{
    public async Task<ExclusionAnswer> CheckAsync(string nik, CancellationToken cancellation = default)
    {
        if (!await switches.IsOnAsync(Switches.Registry, otherwise: true))
        {
            return new ExclusionAnswer(false);
        }

        var change = (await residents.FindAsync(nik)).Change;
        return new ExclusionAnswer(true, change.Student == true, change.Official == true, change.SocialAid == true, change.Deceased == true);
    }
}

/// <summary>The face matcher, played: the score that was set, otherwise 80 to 99 by the NIK.</summary>
internal sealed class SandboxFaces(ResidentStore residents) : IFaceMatcher
{
    public async Task<int?> MatchAsync(FaceQuery query, CancellationToken cancellation = default) =>
        (await residents.FindAsync(query.Nik)).Change.FaceScore ?? 80 + (int)(Dice.Hash(0, long.Parse(query.Nik), 4) % 20);
}
