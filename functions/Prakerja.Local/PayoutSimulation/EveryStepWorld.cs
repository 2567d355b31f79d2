using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>One person's payouts, each tried again and again from the moment before it begins, with the process dying one step later every time.</summary>
internal sealed class EveryStepWorld
{
    /// <summary>A person has no more.</summary>
    public const int AllPayouts = 7;

    /// <summary>No payout takes so many steps: one that does goes in circles.</summary>
    private const int MostSteps = 1000;

    private static readonly string[] Keys = ["completion-1", "survey-1", "completion-2", "survey-2", "completion-3", "survey-3", "completion-4"];

    /// <summary>By then a partner has put right what it said wrongly of another payout that went out meanwhile; what came back meanwhile its statement says.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromHours(3);

    /// <summary>Another amount than instructed waits for two people, so it never ends by itself.</summary>
    private static readonly PaymentBehaviour[] Behaviours = [.. Enum.GetValues<PaymentBehaviour>().Where(b => b != PaymentBehaviour.OtherAmount)];

    private readonly long seed;
    private readonly WorldResult result = new();
    private readonly Dice dice;

    private EveryStepWorld(long seed) => (this.seed, dice) = (seed, new Dice(seed, 0, 5));

    public static Task<WorldResult> RunAsync(long seed, long number, int payouts) => new EveryStepWorld(unchecked((long)Dice.Hash(seed, number, 4))).RunAsync(payouts);

    private async Task<WorldResult> RunAsync(int payouts)
    {
        var (world, person) = await OnePerson.PlaceAsync(seed);
        foreach (var key in Keys.Take(payouts))
        {
            var payout = new SteppedPayout(person, key, dice.Pick(Behaviours));
            await payout.ReachAsync(world);
            await TryAllAsync(world, payout);
            await (payout with { Behaviour = PaymentBehaviour.Pay }).PayAsync(world);
        }

        world.Dispose();
        return result;
    }

    /// <summary>Until a crash at the next step would come after the payout's last.</summary>
    private async Task TryAllAsync(PayoutWorld world, SteppedPayout payout)
    {
        var happens = true;
        for (var step = 1; happens && step < MostSteps; step++)
        {
            happens = await TryAsync(world, payout, step, CrashMoment.Before);
            if (happens)
            {
                await TryAsync(world, payout, step, CrashMoment.After);
            }
        }

        result.CountPayout(payout.Behaviour);
        if (happens)
        {
            result.Violations.Add($"{payout.Key} with {payout.Behaviour} is not done after {MostSteps} steps");
        }
    }

    /// <summary>False: the payout was over before the crash.</summary>
    private async Task<bool> TryAsync(PayoutWorld before, SteppedPayout payout, int step, CrashMoment moment)
    {
        using var world = OnePerson.Open(before.State.Copy(seed), seed);
        await world.StartAsync();
        world.Watch.ArmAny(step, moment);
        var ended = await payout.PayAsync(world);
        var crashed = !world.Watch.Disarm();
        await world.AdvanceToAsync(world.Now + Settled);
        await world.RunTimersAsync();
        await new Finance(world).CloseAsync();
        var found = await PayoutChecks.RunAsync(world, [payout.Person], untilTheEnd: false);
        var told = $"{payout.Key} with {payout.Behaviour}, crash {moment} step {step}: ";
        result.Violations.AddRange(found.Violations.Select(v => told + v));
        if (!ended)
        {
            result.Violations.Add(told + "it was never paid");
        }

        result.CountTry(world.Watch);
        return crashed;
    }
}
