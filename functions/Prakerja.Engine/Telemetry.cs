using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Prakerja.Engine;

/// <summary>Traces and metrics named <c>Prakerja.Engine</c>.</summary>
internal static class Telemetry
{
    public const string Name = "Prakerja.Engine";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Source { get; } = new(Name);

    public static Counter<long> Started { get; } = Meter.CreateCounter<long>("prakerja.workflow.started", description: "Instances started");

    public static Counter<long> Completed { get; } = Meter.CreateCounter<long>("prakerja.workflow.completed", description: "Instances completed");

    public static Counter<long> Failed { get; } = Meter.CreateCounter<long>("prakerja.workflow.failed", description: "Instances failed or terminated");

    public static Histogram<double> ActivityDuration { get; } = Meter.CreateHistogram<double>("prakerja.activity.duration", "s", "One attempt of an activity");
}
