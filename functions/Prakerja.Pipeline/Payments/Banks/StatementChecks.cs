using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Whether a statement can be the one it is said to be: of an account of ours, at the bank that sends it, of days that have been.</summary>
public sealed class StatementChecks(IOptions<BankFileOptions> options, TimeProvider clock)
{
    /// <summary>Only banks speak ISO 20022 with us.</summary>
    public static Problem NotABank { get; } = new(422, "not-a-bank", new("Berkas bank saja", "Files of banks only"), new(
        $"Berkas ISO 20022 hanya dari {string.Join(", ", PaymentProviders.BanksByFile)}; dompet mengirim JSON Lines ke /api/webhooks/payments/statements.",
        $"ISO 20022 only from {string.Join(", ", PaymentProviders.BanksByFile)}; wallets send JSON lines to /api/webhooks/payments/statements."));

    /// <summary>Of a camt.053: 422 with the account that is not ours at this bank, 400 with what is of no possible time.</summary>
    public Problem? Find(string provider, XElement root, IReadOnlyList<ProviderStatement> pages)
    {
        var problem = PaymentProviders.BanksByFile.Contains(provider, StringComparer.Ordinal) ? null : NotABank;
        foreach (var statement in root.Children("Stmt"))
        {
            problem ??= AccountProblem(provider, statement);
        }

        return problem ?? Find(pages);
    }

    /// <summary>Of any statement: 400 with the fields that are of no possible time.</summary>
    public Problem? Find(IReadOnlyList<ProviderStatement> pages)
    {
        var (fields, now) = (new Fields(), clock.GetUtcNow());
        foreach (var page in pages)
        {
            fields.Check("day", MovementTimes.IsPossible(page.Day, now), MovementTimes.Wrong);
            MovementTimes.Check(fields, page.Entries.Select(e => (DateTimeOffset?)e.At), now);
        }

        return fields.Problem;
    }

    /// <summary>Of a pain.002: 400 where it has something happen at no possible time.</summary>
    public Problem? Find(StatusReport report)
    {
        var fields = new Fields();
        fields.Check("AccptncDtTm", report.Transactions.All(t => MovementTimes.IsPossible(t.At, clock.GetUtcNow())), MovementTimes.Wrong);
        return fields.Problem;
    }

    private Problem? AccountProblem(string provider, XElement statement)
    {
        var account = statement.Text("Acct/Id/Othr/Id") ?? statement.Text("Acct/Id/IBAN") ?? "";
        if (Plain(account) != Plain(options.Value.AccountAt(provider)))
        {
            return ForeignAccount("Stmt/Acct/Id", provider);
        }

        return statement.Text("Acct/Svcr/FinInstnId/BICFI") is { } bank && !IsOf(bank, PaymentInitiation.Bics[provider]) ? ForeignAccount("Stmt/Acct/Svcr/FinInstnId/BICFI", provider) : null;
    }

    /// <summary>Eight letters name the bank, three more a branch of it.</summary>
    private static bool IsOf(string bic, string bank) => bic.StartsWith(bank, StringComparison.OrdinalIgnoreCase);

    /// <summary>Spaces, hyphens and dots are people's way of writing an account.</summary>
    private static string Plain(string account) => string.Concat(account.Where(char.IsAsciiLetterOrDigit));

    private static Problem ForeignAccount(string element, string provider) => new(422, "foreign-account", new("Bukan rekening kami", "Not our account"), new(
        $"{element}: bukan rekening program di {provider}; tidak ada yang diterapkan.", $"{element}: not the programme's account at {provider}; nothing was applied."));
}
