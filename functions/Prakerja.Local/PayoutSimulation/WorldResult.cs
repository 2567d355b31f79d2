using Prakerja.Domain;
using Prakerja.Local.Sandbox.Payments;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>What came of one world, or of many.</summary>
internal sealed class WorldResult
{
    public long Payouts { get; private set; }

    /// <summary>Payouts at one of whose steps the process died.</summary>
    public long Struck { get; private set; }

    public long Crashes { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Whole Rupiah that partners really paid.</summary>
    public long PaidOut { get; private set; }

    public SortedDictionary<string, long> Behaviours { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Outcomes { get; } = new(StringComparer.Ordinal);

    public List<string> Violations { get; } = [];

    public static async Task<WorldResult> OfAsync(PayoutWorld world, IReadOnlyList<Person> people)
    {
        var found = await PayoutChecks.RunAsync(world, people);
        var result = new WorldResult { Struck = world.Watch.Struck.Count, Crashes = world.Watch.Crashes, Steps = world.Watch.Steps, Payouts = found.Payouts, PaidOut = found.PaidOut };
        result.Violations.AddRange(found.Violations);
        foreach (var (_, _, behaviour) in world.Sent.All)
        {
            Count(result.Behaviours, behaviour.Word(), 1);
        }

        foreach (var outcome in found.Outcomes)
        {
            Count(result.Outcomes, outcome, 1);
        }

        return result;
    }

    /// <summary>One more payout that was tried at each of its steps.</summary>
    public void CountPayout(PaymentBehaviour behaviour)
    {
        (Payouts, Struck) = (Payouts + 1, Struck + 1);
        Count(Behaviours, behaviour.Word(), 1);
    }

    public void CountTry(StepWatch watch) => (Crashes, Steps) = (Crashes + watch.Crashes, Steps + watch.Steps);

    public static WorldResult Broken(string violation)
    {
        var result = new WorldResult();
        result.Violations.Add(violation);
        return result;
    }

    /// <summary>Says with each violation how to see it again.</summary>
    public void Name(string replay)
    {
        for (var at = 0; at < Violations.Count; at++)
        {
            Violations[at] = $"{replay}: {Violations[at]}";
        }
    }

    public void Add(WorldResult other)
    {
        (Payouts, Struck, Crashes, Steps, PaidOut) = (Payouts + other.Payouts, Struck + other.Struck, Crashes + other.Crashes, Steps + other.Steps, PaidOut + other.PaidOut);
        Violations.AddRange(other.Violations);
        foreach (var (name, count) in other.Behaviours)
        {
            Count(Behaviours, name, count);
        }

        foreach (var (name, count) in other.Outcomes)
        {
            Count(Outcomes, name, count);
        }
    }

    private static void Count(SortedDictionary<string, long> counts, string name, long more) => counts[name] = counts.GetValueOrDefault(name) + more;
}
