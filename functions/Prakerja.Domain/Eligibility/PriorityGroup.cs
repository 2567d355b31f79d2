using Prakerja.Domain.People;

namespace Prakerja.Domain.Eligibility;

/// <summary>The priority group of the draw, 1 to 5, 1 first.</summary>
public static class PriorityGroup
{
    public const int First = 1;
    public const int Last = 5;

    /// <summary>
    /// 1 on an imported ministry list and without other aid; 2 affected, no other aid; 3 affected (listed or not), aided;
    /// 4 not affected, no other aid; 5 the rest. What a person says never makes group 1.
    /// </summary>
    /// <param name="listed">On a list of the affected that two people imported.</param>
    /// <param name="affected">See <see cref="IsAffected"/>.</param>
    /// <param name="aided">Receives other aid, declared or registered.</param>
    public static int Of(bool listed, bool affected, bool aided) => (listed, affected, aided) switch
    {
        (true, _, false) => 1,
        (false, true, false) => 2,
        (true, _, true) or (false, true, true) => 3,
        (false, false, false) => 4,
        (false, false, true) => 5,
    };

    /// <summary>The group of a person with these facts.</summary>
    public static int Of(bool listed, EligibilityFacts facts) => Of(listed, IsAffected(facts.Employment, facts.Affected), facts.Aided);

    /// <summary>Laid off or furloughed, or says so: a micro or small business is affected only if it says that it lost its income.</summary>
    public static bool IsAffected(Employment employment, bool declared) =>
        declared || employment is Employment.LaidOff or Employment.Furloughed;
}
