namespace Prakerja.Pipeline.Cases;

/// <summary>When a case that nobody ended is escalated.</summary>
public sealed record CaseOptions
{
    public TimeSpan SecondLevelAfter { get; init; } = TimeSpan.FromDays(3);

    public TimeSpan ThirdLevelAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>1, 2 or 3.</summary>
    public int LevelAt(TimeSpan age) => age >= ThirdLevelAfter ? 3 : age >= SecondLevelAfter ? 2 : 1;
}
