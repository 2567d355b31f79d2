using System.Text;
using System.Xml.Linq;
using Prakerja.Domain;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Payments.Banks;

namespace Prakerja.Local.Sandbox.Statements;

/// <summary>Writes a page as its provider does: banks as camt.053.001.08, wallets as JSON lines.</summary>
internal static class StatementWriter
{
    public static byte[] Write(SandboxStatement page) => page.IsBank ? Xml(page) : Lines(page);

    private static byte[] Lines(SandboxStatement page)
    {
        var text = new StringBuilder().Append(Encoding.UTF8.GetString(PipelineJson.Write(new StatementHeaderData(page.Id, page.Day, page.Page, page.IsLast)))).Append('\n');
        foreach (var move in page.Moves)
        {
            var line = new StatementLineData(move.Record.Reference, move.Record.Moved, move.At, move.IsBack ? "credit" : "debit", EntryOf(move), "IDR");
            text.Append(Encoding.UTF8.GetString(PipelineJson.Write(line))).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Xml(SandboxStatement page) => IsoWriting.Document(IsoNames.Statement, Element("BkToCstmrStmt",
        Element("GrpHdr", Element("MsgId", page.MessageId), Element("CreDtTm", IsoReading.Text(page.MadeAt))),
        Element("Stmt",
            Element("Id", page.Id), Element("StmtPgntn", Element("PgNb", IsoReading.Text(page.Page)), Element("LastPgInd", page.IsLast ? "true" : "false")),
            Element("ElctrncSeqNb", IsoReading.Text(page.Day.DayNumber)), Element("CreDtTm", IsoReading.Text(page.MadeAt)),
            Element("FrToDt", Element("FrDtTm", IsoReading.Text(Wib.StartOf(page.Day))), Element("ToDtTm", IsoReading.Text(Wib.EndOf(page.Day)))),
            Element("Acct", Element("Id", Element("Othr", Element("Id", BankFileOptions.SandboxAccount(page.Provider)))), Element("Ccy", "IDR")),
            Balance(page.Page == 1 ? "OPBD" : "ITBD", page.Opening, page.Day), Balance(page.IsLast ? "CLBD" : "ITBD", page.Closing, page.Day),
            page.Moves.Select(Entry))));

    private static XElement Balance(string code, long amount, DateOnly day) => Element("Bal",
        Element("Tp", Element("CdOrPrtry", Element("Cd", code))), Money(Math.Abs(amount)), Element("CdtDbtInd", amount < 0 ? "DBIT" : "CRDT"), Element("Dt", Element("Dt", $"{day:yyyy-MM-dd}")));

    private static XElement Entry(StatementMove move) => Element("Ntry",
        Money(move.Record.Moved), Element("CdtDbtInd", move.IsBack ? "CRDT" : "DBIT"), Element("Sts", Element("Cd", "BOOK")),
        Element("BookgDt", Element("DtTm", IsoReading.Text(move.At))), Element("AcctSvcrRef", EntryOf(move)),
        Element("BkTxCd", Element("Prtry", Element("Cd", move.IsBack ? "RETURN" : "TRANSFER"))),
        Element("NtryDtls", Element("TxDtls", Element("Refs", Element("EndToEndId", move.Record.Reference)),
            move.IsBack ? Element("RtrInf", Element("Rsn", Element("Cd", IsoReasons.CodeOf(move.Record.Reason)))) : null)));

    private static XElement Money(long amount) => Element("Amt", new XAttribute("Ccy", "IDR"), IsoReading.Text(amount));

    private static string EntryOf(StatementMove move) => move.Record.TransactionId + (move.IsBack ? "-R" : "");

    private static XElement Element(string name, params IEnumerable<object?> content) => IsoWriting.Element(IsoNames.Statement, name, content);
}
