using System.Xml.Linq;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Payments.Banks;

namespace Prakerja.Local.Sandbox.Banks;

/// <summary>Writes a bank's pain.002.001.10.</summary>
internal static class StatusReportWriter
{
    /// <param name="file">Whose acknowledgement it is too; null: only single payments are reported.</param>
    public static byte[] Write(string id, string original, DateTimeOffset now, BankFileRow? file, IReadOnlyList<PaymentRecord> records)
    {
        var group = Element("OrgnlGrpInfAndSts",
            Element("OrgnlMsgId", original), Element("OrgnlMsgNmId", IsoNames.PaymentInitiation),
            file is null or { Rejected: true } ? null : Element("OrgnlNbOfTxs", IsoReading.Text(file.Count)),
            file is null or { Rejected: true } ? null : Element("OrgnlCtrlSum", IsoReading.Text(file.Sum)),
            file is null ? null : Element("GrpSts", file.Rejected ? "RJCT" : "ACCP"),
            file is { Rejected: true } ? Element("StsRsnInf", Element("Rsn", Element("Cd", "FF01"))) : null);
        var payments = records.Count == 0 ? null : Element("OrgnlPmtInfAndSts", Element("OrgnlPmtInfId", original), records.Select(TransactionOf));
        return IsoWriting.Document(IsoNames.StatusReport, Element("CstmrPmtStsRpt",
            Element("GrpHdr", Element("MsgId", id), Element("CreDtTm", IsoReading.Text(now))), group, payments));
    }

    private static XElement TransactionOf(PaymentRecord record) => Element("TxInfAndSts",
        Element("OrgnlEndToEndId", record.Reference),
        Element("TxSts", record.Fate switch { PaymentFate.Paid => "ACSC", PaymentFate.Accepted => "ACSP", _ => "RJCT" }),
        record.Fate == PaymentFate.Failed ? Element("StsRsnInf", Element("Rsn", Element("Cd", IsoReasons.CodeOf(record.Reason)))) : null,
        Element("AccptncDtTm", IsoReading.Text(record.At)),
        record.TransactionId is null ? null : Element("AcctSvcrRef", record.TransactionId),
        record.Amount <= 0 ? null : Element("OrgnlTxRef", Element("Amt", Element("InstdAmt", new XAttribute("Ccy", "IDR"), IsoReading.Text(record.Fate == PaymentFate.Paid ? record.Moved : record.Amount)))));

    private static XElement Element(string name, params IEnumerable<object?> content) => IsoWriting.Element(IsoNames.StatusReport, name, content);
}
