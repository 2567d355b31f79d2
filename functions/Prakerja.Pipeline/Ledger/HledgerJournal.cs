using System.Globalization;

namespace Prakerja.Pipeline.Ledger;

/// <summary>Posted transfers as a journal that hledger and ledger-cli read; an account's balance there equals ours.</summary>
public static class HledgerJournal
{
    /// <summary>The chart of accounts: names below these are a year's, a person's, a partner's or a platform's own.</summary>
    private static readonly (string Account, char Type)[] Chart =
    [
        ("treasury", 'E'), ("treasury-returns", 'E'), ("budget", 'A'), ("training", 'A'), ("incentive", 'A'), ("payable", 'A'), ("commission", 'A'), ("in-flight", 'A'), ("paid", 'X'),
        ("recovery", 'A'), ("repaid", 'A'), ("write-off", 'X'), ("suspense", 'A'),
    ];

    /// <summary>What is in it, the currency, and the chart of accounts with hledger's types.</summary>
    /// <param name="day">Null: all days.</param>
    public static string Header(DateOnly? day) =>
        $"; Kartu Prakerja, whole Rupiah, {(day is { } only ? $"posted on {Text(only)} (WIB)" : "all days")}; an account's balance is what it received minus what it gave\n\n"
        + string.Concat(Chart.Select(c => $"account {c.Account}\n    ; type:{c.Type}\n")) + "\n";

    /// <summary>One transaction.</summary>
    public static string Entry(TransferRow transfer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Text(transfer.Day)} * {Plain(transfer.Kind)}\n    ; key:{Plain(transfer.Key)}\n    ; reference:{Plain(transfer.Reference)}\n    {Plain(transfer.Credit)}  IDR {transfer.Amount}\n    {Plain(transfer.Debit)}  IDR -{transfer.Amount}\n\n");

    /// <summary>Keys and references are ours and plain; were one not, it could not make a posting of its own: no ends of lines, comments or tags.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' and not (';' or ',' or '"') ? c : '_'));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
