namespace Prakerja.Domain.Settlements;

/// <summary>What a platform keeps of a course's price, in basis points (1/100 %); at most 15 % (programme.md).</summary>
public static class Commission
{
    public const int MostBasisPoints = 1_500;

    private const int Whole = 10_000;

    /// <summary>Whether a platform may keep that much.</summary>
    public static bool Allows(int basisPoints) => basisPoints is >= 0 and <= MostBasisPoints;

    /// <summary>Whole Rupiah of a price, rounded down: never more than the share allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A share that is not allowed, or a price that is not one.</exception>
    public static long Of(long price, int basisPoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        return Allows(basisPoints)
            ? (long)((Int128)price * basisPoints / Whole)
            : throw new ArgumentOutOfRangeException(nameof(basisPoints), basisPoints, "Commission is 0 to 1500 basis points.");
    }
}
