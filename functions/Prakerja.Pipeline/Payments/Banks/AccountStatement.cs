using System.Xml.Linq;
using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Money that moved on our account at a bank or wallet.</summary>
/// <param name="Reference">End-to-end id; where there is none, the bank's own reference.</param>
/// <param name="Amount">Whole Rupiah, above zero.</param>
/// <param name="IsDebit">It left us.</param>
/// <param name="IsReturn">It had left us before and came back.</param>
public sealed record StatementEntry(string Reference, long Amount, bool IsDebit, bool IsReturn, string? Reason, DateTimeOffset At);

/// <summary>One page of a bank's statement of a day.</summary>
/// <param name="Sequence">Electronic sequence number: one higher with each statement.</param>
public sealed record StatementPage(string Id, int Number, bool IsLast, long? Sequence, IReadOnlyList<StatementEntry> Entries);

/// <summary>A camt.053: pages of statements, whose entries lead from the opening to the closing balance.</summary>
public sealed record AccountStatement(string MessageId, IReadOnlyList<StatementPage> Pages)
{
    private static readonly string[] Opening = ["OPBD", "PRCD", "ITBD"];
    private static readonly string[] Closing = ["CLBD", "ITBD"];

    public static Parsed<AccountStatement> Read(XElement root)
    {
        var message = root.Text("GrpHdr/MsgId")!;
        var pages = new List<StatementPage>();
        foreach (var statement in root.Children("Stmt"))
        {
            if (!StatementEntries.Read(statement, root.Time("GrpHdr/CreDtTm") ?? DateTimeOffset.MinValue).TryGet(out var entries, out var problem))
            {
                return Parsed.Refused<AccountStatement>(problem);
            }

            if (BalanceProblem(statement) is { } wrong)
            {
                return Parsed.Refused<AccountStatement>(wrong);
            }

            var page = statement.Child("StmtPgntn") ?? root.At("GrpHdr/MsgPgntn");
            pages.Add(new StatementPage(
                statement.Text("Id")!, page is null ? 1 : int.Parse(page.Text("PgNb")!), page?.Text("LastPgInd") is null or "true" or "1",
                statement.Text("ElctrncSeqNb") is { } sequence ? IsoReading.Whole(sequence) : null, entries));
        }

        return Parsed.Ok(new AccountStatement(message, pages));
    }

    /// <summary>Of a page too: a bank gives the interim balances between pages.</summary>
    private static LocalText? BalanceProblem(XElement statement)
    {
        var balances = statement.Children("Bal").Select(b => (Code: b.Text("Tp/CdOrPrtry/Cd"), Amount: Signed(b))).ToArray();
        if (balances.Any(b => b.Amount is null))
        {
            return new("Stmt/Bal/Amt: Rupiah bulat (Ccy=\"IDR\").", "Stmt/Bal/Amt: whole Rupiah (Ccy=\"IDR\").");
        }

        var opening = balances.FirstOrDefault(b => Opening.Contains(b.Code, StringComparer.Ordinal));
        var closing = balances.LastOrDefault(b => Closing.Contains(b.Code, StringComparer.Ordinal));
        if (opening.Amount is not { } from || closing.Amount is not { } to || balances.Length < 2)
        {
            return new("Stmt/Bal: saldo awal (OPBD, PRCD atau ITBD) dan saldo akhir (CLBD atau ITBD) wajib ada.",
                "Stmt/Bal: an opening balance (OPBD, PRCD or ITBD) and a closing one (CLBD or ITBD) must be given.");
        }

        var moved = statement.Children("Ntry").Where(StatementEntries.IsBooked).Sum(e => Signed(e) ?? 0);
        return from + moved == to ? null : new($"Stmt/Bal: saldo awal {from} ditambah mutasi {moved} bukan saldo akhir {to}.", $"Stmt/Bal: opening {from} plus entries {moved} is not closing {to}.");
    }

    private static long? Signed(XElement element) => element.Child("Amt")!.Rupiah() is not { } amount || amount > TransferLimits.Largest ? null : element.Text("CdtDbtInd") == "CRDT" ? amount : -amount;
}
