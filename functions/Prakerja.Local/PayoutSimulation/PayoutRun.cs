using System.Diagnostics;
using Prakerja.Local.Simulation;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>Very many payouts in small worlds of their own, each a function of the run's seed and its number, on a few threads.</summary>
/// <param name="Count">So many payouts at least have the process die at one of their steps.</param>
/// <param name="EveryStep">So many more have it die at every one of their steps in turn.</param>
/// <param name="World">Only this world; null: as many as it takes.</param>
/// <param name="Payouts">Of each person, tried at every step.</param>
internal sealed record PayoutRun(long Count, long EveryStep, long Seed, int Workers, long? World = null, int Payouts = EveryStepWorld.AllPayouts)
{
    /// <param name="progress">Told what there is so far: of crashed payouts, then of those crashed at every step.</param>
    public PayoutReport Run(Action<WorldResult, WorldResult> progress)
    {
        var started = Stopwatch.GetTimestamp();
        var (random, every) = (new WorldResult(), new WorldResult());
        var randomWorlds = Work(total => total.Struck < Count, number => RandomWorld.RunAsync(Seed, number), random, () => progress(random, every));
        var everyWorlds = Work(total => total.Payouts < EveryStep, number => EveryStepWorld.RunAsync(Seed, number, Payouts), every, () => progress(random, every));
        return new PayoutReport(this, random, every, randomWorlds, everyWorlds, Stopwatch.GetElapsedTime(started));
    }

    private long Work(Predicate<WorldResult> goOn, Func<long, Task<WorldResult>> world, WorldResult total, Action progress)
    {
        var gate = new Lock();
        var next = World ?? 0;
        var done = 0L;
        void Take()
        {
            while (true)
            {
                long number;
                lock (gate)
                {
                    if (World is not null ? next > World : !goOn(total))
                    {
                        return;
                    }

                    number = next++;
                }

                var result = RunOne(number, world);
                lock (gate)
                {
                    done++;
                    total.Add(result);
                    progress();
                }
            }
        }

        Thread[] threads = [.. Enumerable.Range(0, Workers).Select(_ => new Thread(Take))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return done;
    }

    private WorldResult RunOne(long number, Func<long, Task<WorldResult>> world)
    {
        var replay = $"--seed {Seed} --world {number}";
        try
        {
            var result = SingleThread.Run(() => world(number));
            result.Name(replay);
            return result;
        }
#pragma warning disable CA1031 // A world that breaks is a finding; the others go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return WorldResult.Broken($"{replay}: the world broke: {e}");
        }
    }
}
