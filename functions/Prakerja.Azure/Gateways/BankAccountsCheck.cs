using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;

namespace Prakerja.Azure.Gateways;

/// <summary>Real banks pay from a real account: the sandbox's, which is taken where none is set, would be in every instruction, and no statement would be ours.</summary>
public sealed class BankAccountsCheck : IValidateOptions<BankFileOptions>
{
    public ValidateOptionsResult Validate(string? name, BankFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] missing =
        [
            .. PaymentProviders.BanksByFile.Where(bank => string.IsNullOrWhiteSpace(options.Accounts.GetValueOrDefault(bank)) || options.AccountAt(bank) == BankFileOptions.SandboxAccount(bank))
                .Select(bank => $"Banks__Accounts__{bank} must be set to the programme's account at that bank."),
        ];
        return missing.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(missing);
    }
}
