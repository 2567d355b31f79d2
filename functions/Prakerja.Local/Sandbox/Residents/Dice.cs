namespace Prakerja.Local.Sandbox.Residents;

/// <summary>A reproducible stream of draws (SplitMix64) for one subject of a seed. Not for secrets.</summary>
internal sealed class Dice(long seed, long subject, int purpose)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state = Hash(seed, subject, purpose);

    /// <summary>0 to below <paramref name="below"/>; the bias of so small ranges is far below notice.</summary>
    public int Next(int below)
    {
        state = unchecked(state + Golden);
        return (int)(Mix(state) % (ulong)below);
    }

    public bool Percent(int chance) => Next(100) < chance;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>Hash of three numbers, for places where one draw is all that is needed.</summary>
    public static ulong Hash(long seed, long subject, int purpose) =>
        Mix(Mix(unchecked((ulong)seed)) ^ Mix(unchecked(((ulong)subject * 8) + (ulong)purpose + Golden)));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
