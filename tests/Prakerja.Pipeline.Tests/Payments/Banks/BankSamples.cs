using System.Text;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

/// <summary>Messages as banks write them.</summary>
public static class BankSamples
{
    /// <summary>Ours at BNI, where none is set.</summary>
    public const string SandboxAccount = "0000000000";

    /// <summary>A camt.029 that says of payments whether they were stopped.</summary>
    public static byte[] StopAnswer(string file, params (string Reference, string Status)[] payments) => Bytes("camt.029.001.09", $"""
        <RsltnOfInvstgtn><Assgnmt><Id>A-{file}</Id><Assgnr><Pty><Nm>Bank</Nm></Pty></Assgnr><Assgne><Pty><Nm>Prakerja</Nm></Pty></Assgne><CreDtTm>2026-01-05T08:00:00+07:00</CreDtTm></Assgnmt>
        <Sts><Conf>INFO</Conf></Sts><CxlDtls><OrgnlPmtInfAndSts><OrgnlPmtInfId>{file}</OrgnlPmtInfId>{string.Concat(payments.Select(p =>
            $"<TxInfAndSts><OrgnlEndToEndId>{p.Reference}</OrgnlEndToEndId><TxCxlSts>{p.Status}</TxCxlSts></TxInfAndSts>"))}</OrgnlPmtInfAndSts></CxlDtls></RsltnOfInvstgtn>
        """);

    /// <summary>A pain.002 on a whole file, with what it says of single transactions.</summary>
    public static byte[] Report(string file, string? status = null, int? count = null, string? sum = null, params (string Reference, string Status, string? Reason, string? Amount)[] transactions) => Bytes("pain.002.001.10", $"""
        <CstmrPmtStsRpt><GrpHdr><MsgId>B-{file}-{status}-{transactions.Length}</MsgId><CreDtTm>2026-01-05T08:00:00+07:00</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>{file}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{Of("OrgnlNbOfTxs", count?.ToString())}{Of("OrgnlCtrlSum", sum)}{Of("GrpSts", status)}</OrgnlGrpInfAndSts>
        {(transactions.Length == 0 ? "" : $"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{file}</OrgnlPmtInfId>{string.Concat(transactions.Select(Transaction))}</OrgnlPmtInfAndSts>")}</CstmrPmtStsRpt>
        """);

    /// <summary>A camt.053 page; entries as (reference, amount, debit, return reason).</summary>
    public static byte[] Statement(long opening, long closing, int page, bool last, params (string Reference, string Amount, bool Debit, string? Return)[] entries) =>
        Statement(SandboxAccount, "2026-01-05", opening, closing, page, last, entries);

    /// <summary>The same of another account or day.</summary>
    public static byte[] Statement(
        string account, string day, long opening, long closing, int page, bool last, params (string Reference, string Amount, bool Debit, string? Return)[] entries) => Bytes("camt.053.001.08", $"""
        <BkToCstmrStmt><GrpHdr><MsgId>ST-{page}</MsgId><CreDtTm>2026-01-06T01:00:00+07:00</CreDtTm></GrpHdr>
        <Stmt><Id>BNI-20260105</Id><StmtPgntn><PgNb>{page}</PgNb><LastPgInd>{(last ? "true" : "false")}</LastPgInd></StmtPgntn>
        <FrToDt><FrDtTm>{day}T00:00:00+07:00</FrDtTm><ToDtTm>{day}T23:59:59+07:00</ToDtTm></FrToDt>
        <Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>IDR</Ccy></Acct>{Balance(page == 1 ? "OPBD" : "ITBD", opening)}{Balance(last ? "CLBD" : "ITBD", closing)}
        {string.Concat(entries.Select(e => Entry(day, e)))}</Stmt></BkToCstmrStmt>
        """);

    public static byte[] Bytes(string message, string content) =>
        Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:{message}\">{content}</Document>");

    private static string Transaction((string Reference, string Status, string? Reason, string? Amount) t) =>
        $"<TxInfAndSts><OrgnlEndToEndId>{t.Reference}</OrgnlEndToEndId><TxSts>{t.Status}</TxSts>{(t.Reason is null ? "" : $"<StsRsnInf><Rsn><Cd>{t.Reason}</Cd></Rsn></StsRsnInf>")}"
        + $"{(t.Amount is null ? "" : $"<OrgnlTxRef><Amt><InstdAmt Ccy=\"IDR\">{t.Amount}</InstdAmt></Amt></OrgnlTxRef>")}</TxInfAndSts>";

    private static string Balance(string code, long amount) =>
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"IDR\">{amount}.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-05</Dt></Dt></Bal>";

    private static string Entry(string day, (string Reference, string Amount, bool Debit, string? Return) e) =>
        $"<Ntry><Amt Ccy=\"IDR\">{e.Amount}</Amt><CdtDbtInd>{(e.Debit ? "DBIT" : "CRDT")}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>{day}T08:00:00+07:00</DtTm></BookgDt>"
        + $"<BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>{e.Reference}</EndToEndId></Refs>"
        + $"{(e.Return is null ? "" : $"<RtrInf><Rsn><Cd>{e.Return}</Cd></Rsn></RtrInf>")}</TxDtls></NtryDtls></Ntry>";

    private static string Of(string name, string? value) => value is null ? "" : $"<{name}>{value}</{name}>";
}
