using System.Diagnostics.Metrics;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>What the pipeline's instruments were told by this test; tests beside it share the instruments, hence the mark on the flow of execution.</summary>
public sealed class Measurements : IDisposable
{
    private static readonly AsyncLocal<Measurements?> Current = new();
    private readonly MeterListener listener = new();
    private readonly Dictionary<string, double> last = new(StringComparer.Ordinal);

    public Measurements()
    {
        Current.Value = this;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == PipelineMetrics.Name)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>The last value of an instrument, with the value of its tag if it has one: <c>name:tag</c>. Null: it was not told anything.</summary>
    public double? Last(string name) => last.TryGetValue(name, out var value) ? value : null;

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (ReferenceEquals(Current.Value, this))
        {
            last[tags.Length == 1 ? $"{instrument.Name}:{tags[0].Value}" : instrument.Name] = value;
        }
    }
}
