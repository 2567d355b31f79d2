namespace Prakerja.Engine;

/// <summary>Bounds of one engine.</summary>
public sealed record EngineOptions
{
    public static EngineOptions Default { get; } = new();

    public int MaxConcurrentActivities { get; init; } = 256;

    /// <summary>Workflow code running at the same time.</summary>
    public int MaxConcurrentSteps { get; init; } = Environment.ProcessorCount * 2;

    /// <summary>Waiting instances kept in memory; beyond this the longest idle are put away and replayed when needed.</summary>
    public int MaxIdleInstances { get; init; } = 10_000;

    /// <summary>Keep the history of ended runs (until purged or started anew); otherwise it is deleted as the run ends.</summary>
    public bool KeepHistories { get; init; }

    /// <summary>Pause before an instance whose journal write failed is taken up again.</summary>
    public TimeSpan JournalRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where everything runs; null: the context current when the engine is started, else the thread pool.</summary>
    public SynchronizationContext? Scheduler { get; init; }
}
