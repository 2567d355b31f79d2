using System.Xml.Linq;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Banks;

/// <summary>Writes a bank's camt.029.001.09.</summary>
internal static class StopAnswerWriter
{
    public static byte[] Write(string id, string request, string reference, StopOutcome outcome, DateTimeOffset now)
    {
        var stopped = outcome == StopOutcome.Stopped;
        XElement Party(string name, string party) => Element(name, Element("Pty", Element("Nm", party)));

        var transaction = Element("TxInfAndSts",
            Element("OrgnlEndToEndId", reference), Element("TxCxlSts", stopped ? "ACCR" : "RJCR"), stopped ? null : Element("CxlStsRsnInf", Element("Rsn", Element("Cd", "ARDT"))));
        return IsoWriting.Document(IsoNames.StopAnswer, Element("RsltnOfInvstgtn",
            Element("Assgnmt", Element("Id", id), Party("Assgnr", "Bank"), Party("Assgne", "Prakerja"), Element("CreDtTm", IsoReading.Text(now))),
            Element("Sts", Element("Conf", stopped ? "CNCL" : "RJCR")),
            Element("CxlDtls", Element("OrgnlPmtInfAndSts", Element("OrgnlPmtInfId", request), transaction))));
    }

    private static XElement Element(string name, params IEnumerable<object?> content) => IsoWriting.Element(IsoNames.StopAnswer, name, content);
}
