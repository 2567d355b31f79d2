using System.Text;
using Prakerja.Pipeline.Payments.Banks;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

public sealed class IsoMessageTests
{
    private const string Header = "<CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-01-05T09:00:00</CreDtTm></GrpHdr>";
    private const string Group = "<OrgnlGrpInfAndSts><OrgnlMsgId>O</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>";

    [Fact]
    public void Read_Sound_GivesWhatIsInTheDocument() =>
        Assert.Equal("M", IsoMessage.Read(BankSamples.Bytes("pain.002.001.10", $"{Header}{Group}</CstmrPmtStsRpt>")).Value.Root.Text("GrpHdr/MsgId"));

    [Theory]
    [InlineData("<CstmrPmtStsRpt/>", "CstmrPmtStsRpt")]
    [InlineData("<CstmrPmtStsRpt><GrpHdr><MsgId/><CreDtTm>2026-01-05T09:00:00</CreDtTm></GrpHdr>" + Group + "</CstmrPmtStsRpt>", "MsgId")]
    [InlineData("<CstmrPmtStsRpt><GrpHdr><MsgId>12345678901234567890123456789012345X</MsgId><CreDtTm>2026-01-05T09:00:00</CreDtTm></GrpHdr>" + Group + "</CstmrPmtStsRpt>", "MsgId")]
    [InlineData("<CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId><CreDtTm>yesterday</CreDtTm></GrpHdr>" + Group + "</CstmrPmtStsRpt>", "CreDtTm")]
    [InlineData("<CstmrPmtStsRpt><GrpHdr><CreDtTm>2026-01-05T09:00:00</CreDtTm><MsgId>M</MsgId></GrpHdr>" + Group + "</CstmrPmtStsRpt>", "CreDtTm")]
    [InlineData(Header + "<Surprise/>" + Group + "</CstmrPmtStsRpt>", "Surprise")]
    [InlineData(Header + "</CstmrPmtStsRpt>", "OrgnlGrpInfAndSts")]
    public void Read_AgainstItsSchema_NamesTheElement(string content, string element)
    {
        var read = IsoMessage.Read(BankSamples.Bytes("pain.002.001.10", content));
        Assert.False(read.IsOk);
        Assert.Contains(element, read.Problem.En, StringComparison.Ordinal);
        Assert.StartsWith("Line ", read.Problem.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithADtd_IsRefused()
    {
        var bomb = "<!DOCTYPE Document [<!ENTITY a \"aaaa\">]><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">&a;</Document>";
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            var problem = IsoMessage.Read((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(bomb)]).Problem;
            Assert.Equal(("DTD (<!DOCTYPE …>) tidak diterima; hapus dari dokumen.", "A DTD (<!DOCTYPE …>) is not accepted; remove it from the document."), (problem.Id, problem.En));
        }
    }

    [Fact]
    public void Read_WhatIsNoXml_SaysSoInBothLanguages()
    {
        var problem = IsoMessage.Read("<Document>\n<a></b>"u8.ToArray()).Problem;
        Assert.StartsWith("Baris 2: bukan XML", problem.Id, StringComparison.Ordinal);
        Assert.StartsWith("Line 2: not well-formed XML", problem.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedTooDeep_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("<SplmtryData>", 1000)) + string.Concat(Enumerable.Repeat("</SplmtryData>", 1000));
        Assert.Contains("32", IsoMessage.Read(BankSamples.Bytes("pain.002.001.10", $"{Header}{Group}{deep}</CstmrPmtStsRpt>")).Problem.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("<Document/>")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.99\"/>")]
    [InlineData("{\"a\":1}")]
    public void Read_NothingWeKnow_IsRefused(string text) => Assert.False(IsoMessage.Read(Encoding.UTF8.GetBytes(text)).IsOk);

    [Fact]
    public async Task Webhook_BadSignatureUnknownFileOrOurOwnKind_IsRefused()
    {
        await using var bench = await BankBench.StartAsync();
        var report = BankSamples.Report("PRAKERJA-BNI-0000000001", "ACCP");
        Assert.Equal(401, (await bench.SendAsync(report, secret: "whsec_b3RoZXI=")).Status);
        Assert.Equal("unknown-file", (await bench.SendAsync(report)).Problem);
        await bench.PayAsync("r1");
        await bench.Harness.SettleAsync();
        Assert.Equal("bad-file", (await bench.SendAsync(bench.Bank.Files[0].Bytes)).Problem);
        Assert.Equal(415, (await bench.SendAsync(report, "text/csv")).Status);
        Assert.Equal(202, (await bench.SendAsync(report)).Status);
    }
}
