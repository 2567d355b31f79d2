using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Money that moved on our account at a bank or wallet.</summary>
/// <param name="Reference">End-to-end id; where there is none, the provider's own reference.</param>
/// <param name="Amount">Whole Rupiah, above zero.</param>
/// <param name="IsDebit">It left us.</param>
/// <param name="IsReturn">It had left us before and came back.</param>
/// <param name="Entry">The provider's own id of it, where it gives one.</param>
public sealed record StatementEntry(string Reference, long Amount, bool IsDebit, bool IsReturn, string? Reason, DateTimeOffset At, string? Entry = null);

/// <summary>One page of a provider's statement of a day.</summary>
public sealed record ProviderStatement(string Id, DateOnly Day, int Number, bool IsLast, IReadOnlyList<StatementEntry> Entries)
{
    /// <summary>Each amount is possible, but not so many of them: whoever adds days up relies on it. Null: nothing is wrong.</summary>
    public static LocalText? TotalProblem(IReadOnlyList<StatementEntry> entries) => entries.Sum(e => (decimal)e.Amount) <= TransferLimits.Largest ? null
        : new($"Mutasi satu halaman bersama-sama paling banyak Rp {TransferLimits.Largest}.", $"The entries of a page are at most Rp {TransferLimits.Largest} together.");
}
