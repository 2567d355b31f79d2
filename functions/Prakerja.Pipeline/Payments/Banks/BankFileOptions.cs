namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Terms of the files for banks; data, not code. Section <c>Banks</c>.</summary>
public sealed class BankFileOptions
{
    /// <summary>How long instructions are gathered before a file is cut; zero: whatever there is goes at once.</summary>
    public TimeSpan Window { get; set; }

    /// <summary>Most transactions in a file.</summary>
    public int MaxTransactions { get; set; } = 5000;

    /// <summary>Who pays, as the banks know us.</summary>
    public string DebtorName { get; set; } = "PMO Kartu Prakerja";

    /// <summary>Our account at each bank, by provider.</summary>
    public Dictionary<string, string> Accounts { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Ours at a bank; one made of zeros where none is set, as in the sandbox.</summary>
    public string AccountAt(string provider) => Accounts.GetValueOrDefault(provider) ?? "0000000000";
}
