using System.Diagnostics;

namespace Prakerja.Benchmarks.Engine;

/// <param name="Elapsed">By the wall clock; other work on the machine lengthens it.</param>
/// <param name="Processor">Spent by this process on all cores.</param>
internal sealed record Cost(TimeSpan Elapsed, TimeSpan Processor);

/// <summary>Measures from its creation on, after a full collection.</summary>
internal sealed class CostMeter
{
    private readonly long started;
    private readonly TimeSpan processor;

    public CostMeter()
    {
        GC.Collect();
        processor = Process.GetCurrentProcess().TotalProcessorTime;
        started = Stopwatch.GetTimestamp();
    }

    public Cost Read() => new(Stopwatch.GetElapsedTime(started), Process.GetCurrentProcess().TotalProcessorTime - processor);
}
