using System.Globalization;
using Microsoft.Extensions.Options;

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

    /// <summary>Ours at a bank; where none is set, the sandbox's.</summary>
    public string AccountAt(string provider) => Accounts.GetValueOrDefault(provider) ?? SandboxAccount(provider);

    /// <summary>Ours at a bank of the sandbox: zeros, and which bank it is, so that one's statement is not another's.</summary>
    public static string SandboxAccount(string provider) =>
        string.Create(CultureInfo.InvariantCulture, $"{PaymentProviders.BanksByFile.Index().First(b => b.Item == provider).Index:D10}");
}

/// <summary>Refuses settings under which files would never be sent, or could not be read by a bank.</summary>
public sealed class BankFileOptionsCheck : IValidateOptions<BankFileOptions>
{
    /// <summary>Their file stays below <see cref="IsoMessage.MaxBytes"/>.</summary>
    private const int MostTransactions = 10_000;

    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, BankFileOptions options)
    {
        var wrong = new List<string>();
        if (options.MaxTransactions is < 1 or > MostTransactions)
        {
            wrong.Add($"Banks: MaxTransactions is 1 to {MostTransactions}.");
        }

        if (options.Window < TimeSpan.Zero || options.Window > LongestWindow)
        {
            wrong.Add("Banks: Window is 0 to 1 day.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
