using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>One person's payouts, each tried again and again from the moment before it begins, with the process dying one step later every time.</summary>
internal sealed class EveryStepWorld
{
    /// <summary>No payout takes so many steps: one that does goes in circles.</summary>
    private const int MostSteps = 1000;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));
    private static readonly string[] Keys = ["completion-1", "survey-1", "completion-2", "survey-2", "completion-3", "survey-3", "completion-4"];
    private readonly long seed;
    private readonly WorldResult result = new();
    private readonly Dice dice;

    private EveryStepWorld(long seed) => (this.seed, dice) = (seed, new Dice(seed, 0, 5));

    public static Task<WorldResult> RunAsync(long seed, long number) => new EveryStepWorld(unchecked((long)Dice.Hash(seed, number, 4))).RunAsync();

    private async Task<WorldResult> RunAsync()
    {
        var state = PersistedState.New(Start, seed);
        var (world, person) = (Open(state), (Person?)null);
        await world.StartAsync();
        await world.DoAsync(async host =>
        {
            var resident = (await host.Get<ResidentStore>().MakeAsync(1, seed))[0];
            person = new Person(Convert.ToHexStringLower(Guid(seed)), 0, resident, resident.PaymentAccounts[0]);
            await Placing.PutAsync(host, person, Start);
        });
        foreach (var key in Keys)
        {
            var payout = new SteppedPayout(person!, key, dice.Pick(Enum.GetValues<PaymentBehaviour>()));
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
        using var world = Open(before.State.Copy(seed));
        await world.StartAsync();
        world.Watch.ArmAny(step, moment);
        var ended = await payout.PayAsync(world);
        var crashed = !world.Watch.Disarm();
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

    private PayoutWorld Open(PersistedState state) => new(state, new StepWatch(), new Dice(seed, 1, 6), _ => Webhooks.Delivery.Made);

    private static byte[] Guid(long seed)
    {
        var random = new Dice(seed, 0, 7);
        return [.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))];
    }
}
