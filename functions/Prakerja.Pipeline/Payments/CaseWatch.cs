using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>Each hour: tells how many payouts wait for a person, by kind, so that an alert can be set on them. Suspense must come to zero.</summary>
public sealed class CaseWatch(PayoutCases cases) : ITimerTask
{
    public string Name => "payout-cases";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromHours(1));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        foreach (var kind in CaseKinds.All)
        {
            PipelineMetrics.OpenCases(kind, await cases.CountOpenAsync(kind, cancellation));
        }
    }
}
