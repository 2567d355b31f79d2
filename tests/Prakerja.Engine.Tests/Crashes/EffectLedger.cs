using System.Collections.Concurrent;

namespace Prakerja.Engine.Tests.Crashes;

/// <summary>The outside world: an effect counts once by its key, however often it is asked for.</summary>
public sealed class EffectLedger
{
    private readonly Lock gate = new();
    private readonly HashSet<string> effects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> steps = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>How often activities ran, repeats included.</summary>
    public int Attempts { get; private set; }

    public IReadOnlyList<string> Effects
    {
        get
        {
            lock (gate)
            {
                return [.. effects.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>
    /// Takes the effect <paramref name="step"/> of an instance. A step that runs again after a later one of the same run began
    /// means that its result was not durable by then.
    /// </summary>
    public void Take(string instance, string run, int step)
    {
        lock (gate)
        {
            Attempts++;
            effects.Add($"{instance}/{step}");
            if (steps.TryGetValue(run, out var reached) && step < reached)
            {
                Violations.Enqueue($"{instance} {run}: step {step} again after {reached}");
            }

            steps[run] = Math.Max(step, reached);
        }
    }
}
