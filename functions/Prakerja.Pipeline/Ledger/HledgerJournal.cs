using System.Globalization;
using System.Text;
using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Ledger;

/// <summary>Posted transfers as a journal that hledger and ledger-cli read; an account's balance there equals ours.</summary>
public static class HledgerJournal
{
    /// <summary>One transaction per posted transfer, by day of posting (WIB) and key.</summary>
    public static string Write(IEnumerable<TransferRow> transfers)
    {
        var text = new StringBuilder();
        foreach (var transfer in transfers.Where(t => t.State == TransferState.Posted).OrderBy(SettledAt).ThenBy(t => t.Debit, StringComparer.Ordinal).ThenBy(t => t.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Wib.DateOf(SettledAt(transfer)):yyyy-MM-dd} * {transfer.Kind}  ; key:{transfer.Key}, reference:{transfer.Reference}\n");
            text.Append(CultureInfo.InvariantCulture, $"    {transfer.Credit}  IDR {transfer.Amount}\n");
            text.Append(CultureInfo.InvariantCulture, $"    {transfer.Debit}  IDR -{transfer.Amount}\n\n");
        }

        return text.ToString();
    }

    /// <summary>When it counted: the moment it was posted, or was made where it never waited.</summary>
    public static DateTimeOffset SettledAt(TransferRow transfer) => transfer.SettledAt ?? transfer.At;
}
