using System.Runtime.InteropServices;

namespace Prakerja.Domain.Ledger;

/// <summary>What an account holds, in whole Rupiah.</summary>
/// <param name="Posted">Received minus given.</param>
/// <param name="PendingIn">Announced, not spendable yet.</param>
/// <param name="PendingOut">Reserved.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Balance(long Posted, long PendingIn, long PendingOut)
{
    /// <summary>What may still be spent.</summary>
    public long Available => Posted - PendingOut;
}

/// <summary>Balances as a projection of transfers; rebuilt at any time from them.</summary>
public sealed class Balances
{
    private readonly Dictionary<string, Balance> accounts = new(StringComparer.Ordinal);

    /// <exception cref="OverflowException">Sums beyond 64 bits: not money of this world.</exception>
    public static Balances Of(IEnumerable<Transfer> transfers)
    {
        var balances = new Balances();
        foreach (var transfer in transfers)
        {
            balances.Add(transfer);
        }

        return balances;
    }

    /// <summary>Every account that had a transfer, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, Balance>> All => [.. accounts.OrderBy(a => a.Key, StringComparer.Ordinal)];

    /// <summary>Zero for an account without transfers.</summary>
    public Balance this[string account] => accounts.GetValueOrDefault(account);

    /// <summary>Accounts below zero that may not be, reservations counted.</summary>
    public IReadOnlyList<string> BelowFloor =>
        [.. All.Where(a => a.Value.Available < 0 && !LedgerAccounts.MayBeNegative(a.Key)).Select(a => a.Key)];

    /// <summary>The sum of all posted balances: zero, always.</summary>
    public long Sum => accounts.Values.Aggregate(0L, (sum, balance) => checked(sum + balance.Posted));

    /// <summary>Takes one more transfer into account; the same one must not be added twice.</summary>
    public void Add(Transfer transfer)
    {
        var (debit, credit, amount) = (this[transfer.Debit], this[transfer.Credit], transfer.Amount);
        (accounts[transfer.Debit], accounts[transfer.Credit]) = transfer.State switch
        {
            TransferState.Posted => (debit with { Posted = checked(debit.Posted - amount) }, credit with { Posted = checked(credit.Posted + amount) }),
            TransferState.Pending => (debit with { PendingOut = checked(debit.PendingOut + amount) }, credit with { PendingIn = checked(credit.PendingIn + amount) }),
            _ => (debit, credit),
        };
    }
}
