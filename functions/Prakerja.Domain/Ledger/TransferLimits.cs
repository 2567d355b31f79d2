namespace Prakerja.Domain.Ledger;

/// <summary>What can be an amount at all, whoever says it: sums of very many such amounts still fit.</summary>
public static class TransferLimits
{
    /// <summary>Whole Rupiah; five times the largest budget of a year (programme.md).</summary>
    public const long Largest = 100_000_000_000_000;

    /// <summary>Whether somebody outside can mean it: at least a Rupiah, at most <see cref="Largest"/>.</summary>
    public static bool Holds(long amount) => amount is > 0 and <= Largest;

    /// <summary>The only currency there is; who names none means it.</summary>
    public static bool IsRupiah(string? currency) => currency is null or "IDR";
}
