namespace Prakerja.Domain.Eligibility;

public static class Age
{
    /// <summary>Whole years on a day; negative before birth. Who was born on 29 February is a year older on 1 March of a common year.</summary>
    public static int On(DateOnly birthDate, DateOnly day)
    {
        var years = day.Year - birthDate.Year;
        return (day.Month, day.Day).CompareTo((birthDate.Month, birthDate.Day)) < 0 ? years - 1 : years;
    }
}
