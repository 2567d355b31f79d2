using Prakerja.Local.Sandbox.Residents;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>A world with one person in it, trained and without an account yet.</summary>
internal static class OnePerson
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));

    public static async Task<(PayoutWorld World, Person Person)> PlaceAsync(long seed)
    {
        var world = Open(PersistedState.New(Start, seed), seed);
        Person? person = null;
        await world.StartAsync();
        await world.DoAsync(async host =>
        {
            var resident = (await host.Get<ResidentStore>().MakeAsync(1, seed))[0];
            person = new Person(new Dice(seed, 0, 7).Id(), 0, resident, resident.PaymentAccounts[0]);
            await Placing.PutAsync(host, person, Start);
        });
        return (world, person!);
    }

    /// <summary>Over what an earlier process left; nothing is lost on the way.</summary>
    public static PayoutWorld Open(PersistedState state, long seed) => new(state, new StepWatch(), new Dice(seed, 1, 6), _ => Webhooks.Delivery.Made);
}

internal static class DiceExtensions
{
    /// <summary>32 hex digits.</summary>
    public static string Id(this Dice dice)
    {
        Span<byte> id = stackalloc byte[16];
        for (var at = 0; at < id.Length; at++)
        {
            id[at] = (byte)dice.Next(256);
        }

        return Convert.ToHexStringLower(id);
    }
}
