using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>How a batch's workflows try again.</summary>
internal static class BatchRetries
{
    public static RetryPolicy Activity => RetryPolicy.Standard;

    /// <summary>1, 2, 4, … up to 60 minutes.</summary>
    public static Task LaterAsync(IWorkflowContext context, int attempt) =>
        context.DelayUntilAsync(context.UtcNow + TimeSpan.FromMinutes(Math.Min(60, 1 << Math.Min(attempt, 6))));
}
