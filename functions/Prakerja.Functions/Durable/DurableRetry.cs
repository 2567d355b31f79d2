using Microsoft.DurableTask;
using PipelineRetry = Prakerja.Pipeline.Ports.RetryPolicy;

namespace Prakerja.Functions.Durable;

/// <summary>The pipeline's retry policy in the worker's terms; waits are the same.</summary>
internal static class DurableRetry
{
    /// <summary>As in <see cref="PipelineRetry.DelayBefore"/>.</summary>
    private static readonly TimeSpan LongestByDefault = TimeSpan.FromHours(6);

    public static TaskOptions? Of(PipelineRetry? retry) => retry is null or { MaxAttempts: 1 } ? null : TaskOptions.FromRetryPolicy(
        new RetryPolicy(retry.MaxAttempts, retry.FirstDelay, retry.Backoff, Longest(retry)));

    private static TimeSpan Longest(PipelineRetry retry) =>
        (retry.MaxDelay ?? LongestByDefault) is var longest && longest > retry.FirstDelay ? longest : retry.FirstDelay;
}
