namespace Prakerja.Local.PayoutSimulation;

/// <summary>What happens to the process at a step.</summary>
internal enum CrashMoment
{
    None,

    /// <summary>It dies before the step takes effect.</summary>
    Before,

    /// <summary>The step takes effect, but the process dies before it learns so.</summary>
    After,
}

/// <summary>Whom a step concerns; null: nobody in particular, or every incentive of the person.</summary>
internal readonly record struct StepSubject(string? Person, string? Key = null);

/// <summary>
/// Counts the persisted steps of every payout (commits of tables and journal, calls to the outside) and says at which one the process dies. Outlives the
/// processes of a world.
/// </summary>
internal sealed class StepWatch
{
    private readonly Dictionary<string, List<Armed>> armed = new(StringComparer.Ordinal);
    private int countdown;
    private CrashMoment moment;

    /// <summary>Steps of whatever kind so far.</summary>
    public long Steps { get; private set; }

    public long Crashes { get; private set; }

    /// <summary>Payouts at one of whose steps the process died.</summary>
    public HashSet<(string Person, string Key)> Struck { get; } = [];

    /// <summary>Told when an incentive's day has come.</summary>
    public Action<string, string>? Opened { get; set; }

    /// <summary>The process dies at the step-th step of this payout, counted from now.</summary>
    public void Arm(string person, string key, int step, CrashMoment at)
    {
        if (!armed.TryGetValue(person, out var list))
        {
            armed[person] = list = [];
        }

        list.RemoveAll(a => a.Key == key);
        list.Add(new Armed(key, step, at));
    }

    /// <summary>The process dies at the step-th step from now, whatever it concerns.</summary>
    public void ArmAny(int step, CrashMoment at) => (countdown, moment) = (step, at);

    /// <summary>No crash any more. True if that of <see cref="ArmAny"/> was still to come.</summary>
    public bool Disarm()
    {
        var open = countdown > 0;
        countdown = 0;
        armed.Clear();
        return open;
    }

    public void Disarm(string person, string key) => armed.GetValueOrDefault(person)?.RemoveAll(a => a.Key == key);

    /// <summary>Counts a step that is about to be taken.</summary>
    public CrashMoment Next(StepSubject subject)
    {
        Steps++;
        var now = countdown > 0 && --countdown == 0 ? moment : CrashMoment.None;
        if (subject.Person is { } person && armed.TryGetValue(person, out var list))
        {
            now = NextOf(person, subject.Key, list, now);
        }

        Crashes += now == CrashMoment.None ? 0 : 1;
        return now;
    }

    private CrashMoment NextOf(string person, string? key, List<Armed> list, CrashMoment now)
    {
        foreach (var one in list)
        {
            if ((key is null || key == one.Key) && --one.Left == 0)
            {
                now = now == CrashMoment.None ? one.At : now;
                Struck.Add((person, one.Key));
            }
        }

        list.RemoveAll(a => a.Left <= 0);
        return now;
    }

    private sealed class Armed(string key, int left, CrashMoment at)
    {
        public string Key => key;

        public CrashMoment At => at;

        public int Left { get; set; } = left;
    }
}
