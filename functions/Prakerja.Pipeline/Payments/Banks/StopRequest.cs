using System.Xml.Linq;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Writes the request to stop one payment of a file as camt.055.001.08.</summary>
public static class StopRequest
{
    /// <summary>Reason of an instruction that was stopped before it was paid.</summary>
    public const string Stopped = "stopped";

    /// <summary>Message id of the request: the same at every try.</summary>
    public static string IdOf(string reference) => "S-" + ShortHash.Of($"stop\n{reference}");

    public static byte[] Write(BankFile file, BankReference known, DateTimeOffset now)
    {
        XElement Party(string name, string party) => Element(name, Element("Pty", Element("Nm", party)));

        var transaction = Element("TxInf",
            Element("CxlId", IdOf(known.Reference)), Element("OrgnlEndToEndId", known.Reference),
            Element("OrgnlInstdAmt", new XAttribute("Ccy", "IDR"), IsoReading.Text(known.Amount)), Element("CxlRsnInf", Element("Rsn", Element("Cd", "CUST"))));
        var original = Element("OrgnlGrpInf", Element("OrgnlMsgId", file.MessageId), Element("OrgnlMsgNmId", IsoNames.PaymentInitiation));
        return IsoWriting.Document(IsoNames.StopRequest, Element("CstmrPmtCxlReq",
            Element("Assgnmt", Element("Id", IdOf(known.Reference)), Party("Assgnr", "Prakerja"), Party("Assgne", file.Provider), Element("CreDtTm", IsoReading.Text(now))),
            Element("CtrlData", Element("NbOfTxs", "1"), Element("CtrlSum", IsoReading.Text(known.Amount))),
            Element("Undrlyg", Element("OrgnlPmtInfAndCxl", Element("OrgnlPmtInfId", file.MessageId), original, transaction))));
    }

    private static XElement Element(string name, params IEnumerable<object?> content) => IsoWriting.Element(IsoNames.StopRequest, name, content);
}
