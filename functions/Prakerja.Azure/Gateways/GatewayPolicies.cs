using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Prakerja.Azure.Gateways;

/// <summary>An answer as it came, at most 1 MiB.</summary>
internal sealed record GatewayAnswer(int Status, ReadOnlyMemory<byte> Body);

/// <summary>How often something is asked. All on the injected clock.</summary>
internal static class GatewayPolicies
{
    public const int Attempts = 3;
    public const int BreaksAfter = 20;
    public static readonly TimeSpan BreaksFor = TimeSpan.FromSeconds(30);

    private static readonly PredicateBuilder<GatewayAnswer> NoAnswer = new PredicateBuilder<GatewayAnswer>()
        .Handle<HttpRequestException>().Handle<TimeoutRejectedException>()
        .HandleResult(answer => answer.Status is 408 or 429 or >= 500);

    /// <summary>Once: where money could move a second time.</summary>
    public static ResiliencePipeline<GatewayAnswer> Once(TimeSpan timeout, TimeProvider clock) => Builder(clock).AddTimeout(timeout).Build();

    /// <summary>Three times: where a repeat changes nothing.</summary>
    public static ResiliencePipeline<GatewayAnswer> Repeated(TimeSpan timeout, TimeProvider clock) => Builder(clock).AddRetry(Retry()).AddTimeout(timeout).Build();

    /// <summary>
    /// Three times; and not at all for half a minute once half of at least twenty attempts within half a minute had no answer: a registry
    /// that is down is left to recover, and nobody's request waits for it.
    /// </summary>
    public static ResiliencePipeline<GatewayAnswer> Guarded(TimeSpan timeout, TimeProvider clock) =>
        Builder(clock).AddRetry(Retry()).AddCircuitBreaker(new CircuitBreakerStrategyOptions<GatewayAnswer>
        {
            ShouldHandle = NoAnswer, FailureRatio = 0.5, MinimumThroughput = BreaksAfter, SamplingDuration = BreaksFor, BreakDuration = BreaksFor,
        }).AddTimeout(timeout).Build();

    private static ResiliencePipelineBuilder<GatewayAnswer> Builder(TimeProvider clock) => new() { TimeProvider = clock };

    private static RetryStrategyOptions<GatewayAnswer> Retry() => new()
    {
        ShouldHandle = NoAnswer, MaxRetryAttempts = Attempts - 1, BackoffType = DelayBackoffType.Exponential, UseJitter = true, Delay = TimeSpan.FromMilliseconds(500),
    };
}
