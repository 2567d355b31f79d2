namespace Prakerja.Domain.Ledger;

/// <summary>What can be an amount at all, whoever says it: sums of very many such amounts still fit.</summary>
public static class TransferLimits
{
    /// <summary>Whole Rupiah; five times the largest budget of a year (programme.md).</summary>
    public const long Largest = 100_000_000_000_000;
}
