using Prakerja.Local.Sandbox.Jobs;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>Webhooks and banks' reports on an unreliable way: some are lost, come late (and so in another order), or come again.</summary>
internal sealed class Webhooks(IJobHandler sender, Webhooks.Fate fate, TimeProvider clock) : IJobHandler
{
    /// <summary>What becomes of a delivery.</summary>
    /// <param name="number">Of the delivery, as good as random and the same in every replay.</param>
    internal delegate Delivery Fate(ulong number);

    internal enum Delivery
    {
        Made,
        Lost,
        Late,
        Twice,
    }

    public string Kind => sender.Kind;

    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        var number = NumberOf(job);
        switch (fate(number))
        {
            case Delivery.Lost:
                return null;
            case Delivery.Late:
                return clock.GetUtcNow() + TimeSpan.FromMinutes(1 + (number % 5000));
            case Delivery.Twice:
                await sender.RunAsync(job);
                return clock.GetUtcNow() + TimeSpan.FromMinutes(1 + (number % 5000));
            default:
                return await sender.RunAsync(job);
        }
    }

    /// <summary>FNV-1a over what tells one delivery from another.</summary>
    private static ulong NumberOf(OutsideJob job)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in job.Row)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return hash ^ (hash >> 29);
    }
}
