namespace Prakerja.Azure.Tests.Messaging.Broker;

/// <summary>Where on the way a fault may strike.</summary>
internal enum Step
{
    Send,
    Settle,
    Manage,
    Discharge,
}

internal enum Fault
{
    None,

    /// <summary>Refused with <c>com.microsoft:server-busy</c>.</summary>
    Busy,

    /// <summary>The link is detached with an error before anything was done.</summary>
    Detach,

    /// <summary>The connection breaks before anything was done.</summary>
    CutBefore,

    /// <summary>Done, then the connection breaks: the reply is lost.</summary>
    CutAfter,
}

/// <summary>What goes wrong: each scripted fault once, in turn, at its step; or by chance, the same for the same seed and order of calls.</summary>
internal sealed class Faults
{
    private readonly Queue<(Step Step, Fault Fault)> script = new();
    private Random? random;
    private double share;

    /// <summary>Faults that struck.</summary>
    public int Struck { get; private set; }

    public void Script(Step step, params Fault[] faults) => Array.ForEach(faults, fault => script.Enqueue((step, fault)));

    public void ByChance(int seed, double part) => (random, share) = (new Random(seed), part);

    public void Stop() => random = null;

    public Fault Next(Step step)
    {
        var fault = Draw(step);
        Struck += fault == Fault.None ? 0 : 1;
        return fault;
    }

    private Fault Draw(Step step)
    {
        if (script.TryPeek(out var next) && next.Step == step)
        {
            return script.Dequeue().Fault;
        }

        return random is not null && random.NextDouble() < share ? (Fault)random.Next((int)Fault.Detach, (int)Fault.CutAfter + 1) : Fault.None;
    }
}
