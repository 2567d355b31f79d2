using System.Runtime.InteropServices;

namespace Prakerja.Domain.Draw;

public enum DrawOutcomeKind
{
    /// <summary>Kept, but there was no place.</summary>
    NotSelected,

    /// <summary>Left out because others of the family card came first.</summary>
    Household,

    /// <summary>Selected within the quota of the regency.</summary>
    SelectedRegional,

    /// <summary>Selected for a place left over in some regency.</summary>
    SelectedNational,

    /// <summary>Called up when somebody of the same regency leaves.</summary>
    Reserve,
}

/// <summary>What the draw decided for one entry.</summary>
/// <param name="Rank">1, 2, … for a reserve, otherwise 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DrawOutcome(DrawOutcomeKind Kind, int Rank = 0)
{
    public bool IsSelected => Kind is DrawOutcomeKind.SelectedRegional or DrawOutcomeKind.SelectedNational;

    /// <summary>Second field of the result line: <c>selected</c>, <c>reserve</c>, <c>household</c> or <c>notSelected</c>.</summary>
    public string Name => Kind switch
    {
        DrawOutcomeKind.SelectedRegional or DrawOutcomeKind.SelectedNational => "selected",
        DrawOutcomeKind.Reserve => "reserve",
        DrawOutcomeKind.Household => "household",
        _ => "notSelected",
    };

    /// <summary>Third field of the result line: the round, the rank, or nothing.</summary>
    public string Detail => Kind switch
    {
        DrawOutcomeKind.SelectedRegional => "regional",
        DrawOutcomeKind.SelectedNational => "national",
        DrawOutcomeKind.Reserve => Rank.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "",
    };
}

/// <summary>Outcomes of all entries, 4 bytes each: a reserve's rank, or a code ≤ 0.</summary>
internal sealed class OutcomeColumn(int count)
{
    private const int Household = -1;
    private const int Regional = -2;
    private const int National = -3;

    private readonly int[] codes = new int[count];

    public DrawOutcome this[int entry] => codes[entry] switch
    {
        0 => new(DrawOutcomeKind.NotSelected),
        Household => new(DrawOutcomeKind.Household),
        Regional => new(DrawOutcomeKind.SelectedRegional),
        National => new(DrawOutcomeKind.SelectedNational),
        var rank => new(DrawOutcomeKind.Reserve, rank),
    };

    public void SetHousehold(int entry) => codes[entry] = Household;

    public void SetRegional(int entry) => codes[entry] = Regional;

    public void SetNational(int entry) => codes[entry] = National;

    public void SetReserve(int entry, int rank) => codes[entry] = rank;
}
