using Prakerja.Domain;
using Prakerja.Engine.Journal;
using Prakerja.Local.Sandbox;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Webhooks;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>Half a year of a few people with every trouble mixed, and the process dying at a random step of each payout.</summary>
internal static class RandomWorld
{
    private const int People = 40;
    private const int Days = 215;
    private const int LongTimersEvery = 30;

    /// <summary>From then on partners and people behave, so that whatever is still open can come to its end.</summary>
    private const int CalmFrom = 150;

    /// <summary>By then all has come back that ever will.</summary>
    private const int LastStatement = CalmFrom + 5;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));

    public static async Task<WorldResult> RunAsync(long seed, long number)
    {
        var worldSeed = unchecked((long)Dice.Hash(seed, number, 1));
        var state = PersistedState.New(Start, worldSeed);
        var (watch, dice) = (new StepWatch(), new Dice(worldSeed, 0, 2));
        using var world = new PayoutWorld(state, watch, dice, WebhookFate(() => state.Now < Start.AddDays(CalmFrom)));
        var people = await SettleInAsync(world, worldSeed);
        var acts = new PeopleActs(world, new Finance(world));
        watch.Opened = (person, key) => acts.Arm(person, key);
        for (var day = 0; day < Days && !(day > LastStatement && people.TrueForAll(p => p.Closed)); day++)
        {
            await LiveAsync(world, acts, people, day);
        }

        watch.Disarm();
        return await WorldResult.OfAsync(world, people);
    }

    private static async Task LiveAsync(PayoutWorld world, PeopleActs acts, List<Person> people, int day)
    {
        var midnight = Wib.StartOf(Wib.DateOf(Start).AddDays(day));
        var calm = day >= CalmFrom;
        if (day > 0)
        {
            await world.AdvanceToAsync(midnight.AddMinutes(1));
            await world.RunTimersAsync(all: day % LongTimersEvery == 0);
        }

        await world.AdvanceToAsync(midnight.AddHours(9));
        await acts.RegistriesAsync(available: calm || !world.Dice.Percent(4));
        foreach (var person in people.Where(p => !p.Closed))
        {
            await acts.ActAsync(person, day, calm);
        }

        // Those too whom nobody visits any more: what came back opens their payouts again.
        foreach (var person in day == CalmFrom ? people : [])
        {
            await world.BehaveAsync(person, PaymentBehaviour.Pay);
        }

        if (day == LastStatement)
        {
            await acts.CloseBooksAsync();
            people.ForEach(p => p.Closed = false);
        }

        await acts.FinanceAsync(day, calm);
    }

    private static async Task<List<Person>> SettleInAsync(PayoutWorld world, long seed)
    {
        var people = new List<Person>();
        await world.StartAsync();
        await world.DoAsync(async host =>
        {
            people.Clear();
            var residents = await host.Get<ResidentStore>().MakeAsync(People, seed);
            foreach (var (index, resident) in residents.Index())
            {
                var dice = new Dice(seed, index, 3);
                var person = PersonOf(dice, index, resident, residents[(index + 1) % residents.Count]);
                await Placing.PutAsync(host, person, Start);
                people.Add(person);
            }
        });
        return people;
    }

    private static Person PersonOf(Dice dice, int index, Resident resident, Resident neighbour)
    {
        return new Person(dice.Id(), index, resident, resident.PaymentAccounts[0])
        {
            LinksOn = dice.Next(21), Wrong = dice.Percent(5) ? neighbour.PaymentAccounts[0] : null, IneligibleOn = dice.Percent(4) ? dice.Next(CalmFrom) : null,
        };
    }

    private static Webhooks.Fate WebhookFate(Func<bool> troubled) => number => !troubled() ? Webhooks.Delivery.Made : (number % 20) switch
    {
        0 => Webhooks.Delivery.Lost,
        1 or 2 => Webhooks.Delivery.Late,
        3 or 4 => Webhooks.Delivery.Twice,
        _ => Webhooks.Delivery.Made,
    };
}
