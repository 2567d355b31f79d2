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

    public static Balance operator +(Balance one, Balance other) =>
        new(checked(one.Posted + other.Posted), checked(one.PendingIn + other.PendingIn), checked(one.PendingOut + other.PendingOut));

    /// <summary>The same as the operator.</summary>
    public static Balance Add(Balance left, Balance right) => left + right;
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
        var amount = transfer.Amount;
        var (given, received) = transfer.State switch
        {
            TransferState.Posted => (new Balance(-amount, 0, 0), new Balance(amount, 0, 0)),
            TransferState.Pending => (new Balance(0, 0, amount), new Balance(0, amount, 0)),
            _ => default,
        };
        Add(transfer.Debit, given);
        Add(transfer.Credit, received);
    }

    /// <summary>Takes into account that a pending transfer, added before, became posted or voided.</summary>
    /// <param name="transfer">As it is now.</param>
    public void Settle(Transfer transfer)
    {
        Add(transfer.Debit, new Balance(0, 0, -transfer.Amount));
        Add(transfer.Credit, new Balance(0, -transfer.Amount, 0));
        Add(transfer);
    }

    /// <summary>Adds to what an account holds.</summary>
    public void Add(string account, Balance balance) => accounts[account] = this[account] + balance;
}
