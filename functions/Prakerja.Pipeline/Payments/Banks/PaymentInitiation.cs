using System.Xml.Linq;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Writes a file as pain.001.001.09. The account is in it in the clear: it is only ever stored sealed and sent over the bank's line.</summary>
public static class PaymentInitiation
{
    /// <summary>Category purpose (ISO external code set): social security benefit, and payment of suppliers.</summary>
    public const string Benefit = "SSBE";
    public const string Supplier = "SUPP";

    /// <summary>Of each bank that takes files.</summary>
    internal static IReadOnlyDictionary<string, string> Bics { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["bni"] = "BNINIDJA", ["bca"] = "CENAIDJA" };

    /// <param name="transfers">With their accounts, in the order in which they are written.</param>
    public static byte[] Write(BankFile file, IReadOnlyList<(BankTransfer Transfer, string Account)> transfers, BankFileOptions options)
    {
        var totals = (Count: IsoReading.Text(transfers.Count), Sum: IsoReading.Text(transfers.Sum(t => t.Transfer.Amount)));
        var header = Element("GrpHdr",
            Element("MsgId", file.MessageId), Element("CreDtTm", IsoReading.Text(file.At)), Element("NbOfTxs", totals.Count), Element("CtrlSum", totals.Sum),
            Element("InitgPty", Element("Nm", options.DebtorName)));
        var payments = Element("PmtInf",
            Element("PmtInfId", file.MessageId), Element("PmtMtd", "TRF"), Element("BtchBookg", "false"), Element("NbOfTxs", totals.Count), Element("CtrlSum", totals.Sum),
            Element("ReqdExctnDt", Element("Dt", $"{Wib.DateOf(file.At):yyyy-MM-dd}")), Element("Dbtr", Element("Nm", options.DebtorName)),
            Account("DbtrAcct", options.AccountAt(file.Provider)), Agent("DbtrAgt", file.Provider), Element("ChrgBr", "DEBT"),
            transfers.Select(t => TransferOf(file.Provider, t.Transfer, t.Account)));
        return IsoWriting.Document(IsoNames.PaymentInitiation, Element("CstmrCdtTrfInitn", header, payments));
    }

    /// <summary>The person is known to the bank by the account; who it is in our books is a random id.</summary>
    private static XElement TransferOf(string provider, BankTransfer transfer, string account) => Element("CdtTrfTxInf",
        Element("PmtId", Element("EndToEndId", transfer.Reference)),
        Element("PmtTpInf", Element("CtgyPurp", Element("Cd", transfer.Kind == "incentive" ? Benefit : Supplier))),
        Element("Amt", Element("InstdAmt", new XAttribute("Ccy", "IDR"), IsoReading.Text(transfer.Amount))),
        Agent("CdtrAgt", provider), Element("Cdtr", Element("Id", Element("PrvtId", Element("Othr", Element("Id", transfer.Payee))))), Account("CdtrAcct", account));

    private static XElement Agent(string name, string provider) => Element(name, Element("FinInstnId", Element("BICFI", Bics[provider])));

    private static XElement Account(string name, string number) => Element(name, Element("Id", Element("Othr", Element("Id", number))), Element("Ccy", "IDR"));

    private static XElement Element(string name, params IEnumerable<object?> content) => IsoWriting.Element(IsoNames.PaymentInitiation, name, content);
}
