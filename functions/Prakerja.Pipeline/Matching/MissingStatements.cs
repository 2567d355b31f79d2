using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Matching;

/// <summary>Statements of a provider's day (WIB) that are not there, or not whole, and whether two people took that as settled.</summary>
public sealed class MissingStatements(StatementBook statements, PayoutCases cases)
{
    public const string Case = "statement-missing";

    /// <summary>Id of the case about one.</summary>
    public static string IdOf(string provider, DateOnly day) => $"{Case}-{provider}-{PaymentDays.Text(day)}";

    /// <summary>Whether the statement that a case is about has come.</summary>
    public async Task<bool> HasComeAsync(PayoutCase about)
    {
        var parts = about.Id[$"{Case}-".Length..].Split('-', 2);
        return await IsWholeAsync(parts[0], PaymentDays.Parse(parts[1]));
    }

    /// <summary>Not whole, and nobody took that as settled.</summary>
    public async Task<bool> IsMissingAsync(string provider, DateOnly day) => !await IsWholeAsync(provider, day) && !await HasDecisionAsync(provider, day);

    /// <summary>Not whole, and two people took that as settled: with it, every payment that nothing but the statement is missing for. One that comes after all counts.</summary>
    public async Task<bool> IsAcceptedAsync(string provider, DateOnly day) => await HasDecisionAsync(provider, day) && !await IsWholeAsync(provider, day);

    private async Task<bool> IsWholeAsync(string provider, DateOnly day) => await statements.CoverAsync(provider, day) == StatementCover.Complete;

    private async Task<bool> HasDecisionAsync(string provider, DateOnly day) =>
        await cases.FindAsync(CaseKinds.Suspense, IdOf(provider, day)) is { IsOpen: false, Decision: not null };
}
