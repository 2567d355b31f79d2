using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>One payout of one person, from the moment before it can begin until it is paid.</summary>
/// <param name="Behaviour">How the partner treats the account at first; after a few days it simply pays.</param>
internal sealed record SteppedPayout(Person Person, string Key, PaymentBehaviour Behaviour)
{
    private const int Patience = 20;
    private const int TroubledDays = 3;

    /// <summary>Lives until just before the payout can begin.</summary>
    public async Task ReachAsync(PayoutWorld world)
    {
        if (await OpensAtAsync(world) is not { } opens)
        {
            return;
        }

        var until = Key.StartsWith("survey", StringComparison.Ordinal) ? opens.AddHours(9) : opens.AddMinutes(-1);
        while (NextMidnight(world) < until)
        {
            await NightAsync(world);
        }

        await world.AdvanceToAsync(until);
    }

    /// <summary>Lets it begin and goes on until it is paid. False: it was not, in time.</summary>
    public async Task<bool> PayAsync(PayoutWorld world)
    {
        var acts = new PeopleActs(world, new Finance(world));
        await world.BehaveAsync(Person, Behaviour);
        if (Key == "completion-1")
        {
            await acts.LinkAsync(Person, Person.Account);
        }
        else if (Key.StartsWith("survey", StringComparison.Ordinal))
        {
            await acts.AnswerAsync(Person, Key[^1] - '0');
        }

        for (var day = 0; day < Patience; day++)
        {
            await NightAsync(world);
            if (await IsPaidAsync(world))
            {
                return true;
            }

            if (day == TroubledDays)
            {
                await world.BehaveAsync(Person, PaymentBehaviour.Pay);
            }

            if (day >= TroubledDays)
            {
                await acts.CorrectAsync(Person);
            }
        }

        return false;
    }

    private static async Task NightAsync(PayoutWorld world)
    {
        await world.AdvanceToAsync(NextMidnight(world).AddMinutes(1));
        await world.RunTimersAsync();
        await world.AdvanceToAsync(Wib.StartOf(Wib.DateOf(world.Now)).AddHours(9));
    }

    private static DateTimeOffset NextMidnight(PayoutWorld world) => Wib.StartOf(Wib.DateOf(world.Now).AddDays(1));

    private async Task<DateTimeOffset?> OpensAtAsync(PayoutWorld world)
    {
        var row = (await world.Host.Get<ParticipantStore>().FindAsync(Person.Id))!;
        return IncentivePlan.Evaluate(IncentiveFactsReader.Of(row, world.Now)!, world.Now).First(i => i.Key == Key) is { Key: not "completion-1" } incentive ? incentive.OpensAt : null;
    }

    private async Task<bool> IsPaidAsync(PayoutWorld world) =>
        (await world.Host.Get<ParticipantStore>().FindAsync(Person.Id))!.Payouts.Any(p => p.Key == Key && p.State == PaymentState.Paid);
}
