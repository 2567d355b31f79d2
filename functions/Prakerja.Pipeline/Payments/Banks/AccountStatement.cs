using System.Xml.Linq;
using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Reads a camt.053: pages of statements, whose entries lead from the opening to the closing balance.</summary>
public static class AccountStatement
{
    private static readonly string[] Opening = ["OPBD", "PRCD", "ITBD"];
    private static readonly string[] Closing = ["CLBD", "ITBD"];

    /// <param name="root">One whose schema holds; what a schema cannot say is checked here.</param>
    public static Parsed<IReadOnlyList<ProviderStatement>> Read(XElement root)
    {
        var pages = new List<ProviderStatement>();
        foreach (var statement in root.Children("Stmt"))
        {
            var created = root.Time("GrpHdr/CreDtTm") ?? DateTimeOffset.MinValue;
            var page = statement.Child("StmtPgntn") ?? root.At("GrpHdr/MsgPgntn");
            var number = page is null ? 1 : int.Parse(page.Text("PgNb")!);
            if (!StatementEntries.Read(statement, number, created).TryGet(out var entries, out var problem))
            {
                return Parsed.Refused<IReadOnlyList<ProviderStatement>>(problem);
            }

            if ((BalanceProblem(statement, out var closing) ?? ProviderStatement.TotalProblem(entries)) is { } wrong)
            {
                return Parsed.Refused<IReadOnlyList<ProviderStatement>>(wrong);
            }

            var day = statement.Time("FrToDt/FrDtTm") ?? closing!.DayOrTime("Dt") ?? created;
            pages.Add(new ProviderStatement(
                statement.Text("Id")!, Wib.DateOf(day), number, page?.Text("LastPgInd") is null or "true" or "1", entries));
        }

        return Parsed.Ok<IReadOnlyList<ProviderStatement>>(pages);
    }

    /// <summary>Of a page too: a bank gives the interim balances between pages.</summary>
    private static LocalText? BalanceProblem(XElement statement, out XElement? closing)
    {
        var balances = statement.Children("Bal").ToArray();
        var opening = balances.FirstOrDefault(b => Opening.Contains(b.Text("Tp/CdOrPrtry/Cd"), StringComparer.Ordinal));
        closing = balances.LastOrDefault(b => b != opening && Closing.Contains(b.Text("Tp/CdOrPrtry/Cd"), StringComparer.Ordinal));
        if (opening is null || closing is null)
        {
            return new("Stmt/Bal: saldo awal (OPBD, PRCD atau ITBD) dan saldo akhir (CLBD atau ITBD) wajib ada.",
                "Stmt/Bal: an opening balance (OPBD, PRCD or ITBD) and a closing one (CLBD or ITBD) must be given.");
        }

        if (Signed(opening) is not { } from || Signed(closing) is not { } to)
        {
            return new("Stmt/Bal/Amt: Rupiah bulat (Ccy=\"IDR\").", "Stmt/Bal/Amt: whole Rupiah (Ccy=\"IDR\").");
        }

        var moved = statement.Children("Ntry").Where(StatementEntries.IsBooked).Sum(e => (decimal)Signed(e)!.Value);
        return from + moved == to ? null : new($"Stmt/Bal: saldo awal {from} ditambah mutasi {moved} bukan saldo akhir {to}.", $"Stmt/Bal: opening {from} plus entries {moved} is not closing {to}.");
    }

    private static long? Signed(XElement element) =>
        element.Child("Amt")!.Rupiah() is not { } amount || amount > TransferLimits.Largest ? null : element.Text("CdtDbtInd") == "CRDT" ? amount : -amount;
}
