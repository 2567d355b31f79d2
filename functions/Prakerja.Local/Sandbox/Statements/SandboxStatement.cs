using Prakerja.Domain;
using Prakerja.Local.Sandbox.Payments;

namespace Prakerja.Local.Sandbox.Statements;

/// <summary>A line of a provider's statement.</summary>
/// <param name="IsBack">Came back to us.</param>
internal sealed record StatementMove(PaymentRecord Record, bool IsBack)
{
    public DateTimeOffset At => IsBack ? Record.ReturnedAt!.Value : Record.At;

    /// <summary>What the balance changes by, in whole Rupiah.</summary>
    public long Signed => IsBack ? Record.Moved : -Record.Moved;
}

/// <summary>One page of a provider's statement of a day.</summary>
/// <param name="Opening">Balance before the page's moves, in whole Rupiah.</param>
/// <param name="Copy">Tells apart the same page sent twice.</param>
internal sealed record SandboxStatement(string Provider, DateOnly Day, int Page, bool IsLast, long Opening, IReadOnlyList<StatementMove> Moves, int Copy = 1)
{
    /// <summary>The provider's id of the statement, the same on every page.</summary>
    public string Id => $"{Provider.ToUpperInvariant()}-{Day:yyyyMMdd}";

    /// <summary>Unique for each sending.</summary>
    public string MessageId => $"{Id}-{Page}-{Copy}";

    public long Closing => Opening + Moves.Sum(m => m.Signed);

    public bool IsBank => Pipeline.Payments.PaymentProviders.BanksByFile.Contains(Provider, StringComparer.Ordinal);

    public DateTimeOffset MadeAt => Wib.StartOf(Day.AddDays(1)).AddHours(1);
}
