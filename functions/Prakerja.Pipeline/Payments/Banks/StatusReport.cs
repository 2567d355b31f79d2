using System.Xml.Linq;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>What a bank says of one transaction.</summary>
/// <param name="Status">ISO code, such as ACSC or RJCT.</param>
/// <param name="Amount">Really paid, in whole Rupiah, where the bank says so.</param>
public sealed record TransactionStatus(string Reference, string Status, string? Reason, long? Amount, DateTimeOffset At, string? TransactionId);

/// <summary>A pain.002: what a bank says of a file and of transactions in it.</summary>
/// <param name="OriginalId">Message id of the file.</param>
public sealed record StatusReport(string MessageId, string OriginalId, BankFileReply Group, IReadOnlyList<TransactionStatus> Transactions)
{
    /// <summary>Statuses of ISO's external code sets that say that a file was taken, wholly or in part.</summary>
    private static readonly string[] Taken = ["ACCP", "ACTC", "ACSP", "ACSC", "ACWC", "ACCC", "PART", "PDNG"];

    /// <summary>Reads one whose schema holds; checks what a schema cannot.</summary>
    public static Parsed<StatusReport> Read(XElement root)
    {
        var group = root.Child("OrgnlGrpInfAndSts")!;
        if (group.Text("OrgnlCtrlSum") is { } text && IsoReading.Whole(text) is null)
        {
            return Parsed.Refused<StatusReport>("OrgnlGrpInfAndSts/OrgnlCtrlSum: jumlah Rupiah bulat.", "OrgnlGrpInfAndSts/OrgnlCtrlSum: a sum of whole Rupiah.");
        }

        var created = root.Time("GrpHdr/CreDtTm");
        var transactions = new List<TransactionStatus>();
        foreach (var transaction in root.Children("OrgnlPmtInfAndSts").SelectMany(p => p.Children("TxInfAndSts")))
        {
            var amount = transaction.At("OrgnlTxRef/Amt/InstdAmt");
            if (amount is not null && (amount.Rupiah() is not { } rupiah || !TransferLimits.Holds(rupiah)))
            {
                return Parsed.Refused<StatusReport>($"TxInfAndSts/OrgnlTxRef/Amt/InstdAmt: {IsoReading.NotRupiah.Id}", $"TxInfAndSts/OrgnlTxRef/Amt/InstdAmt: {IsoReading.NotRupiah.En}");
            }

            if (transaction.Text("OrgnlEndToEndId") is not { } reference)
            {
                return Parsed.Refused<StatusReport>("TxInfAndSts/OrgnlEndToEndId: wajib ada.", "TxInfAndSts/OrgnlEndToEndId: must be given.");
            }

            transactions.Add(new TransactionStatus(
                reference, transaction.Text("TxSts") ?? "", ReasonOf(transaction), amount?.Rupiah(),
                transaction.Time("AccptncDtTm") ?? created ?? DateTimeOffset.MinValue, transaction.Text("AcctSvcrRef")));
        }

        return Parsed.Ok(new StatusReport(root.Text("GrpHdr/MsgId")!, group.Text("OrgnlMsgId")!, GroupOf(group), transactions));
    }

    private static BankFileReply GroupOf(XElement group)
    {
        var status = group.Text("GrpSts") switch
        {
            "RJCT" => BankFileStatus.Rejected,
            "RCVD" => BankFileStatus.Received,
            { } code when Taken.Contains(code, StringComparer.Ordinal) => BankFileStatus.Accepted,
            _ => BankFileStatus.Unknown,
        };
        var count = group.Text("OrgnlNbOfTxs") is { } text && int.TryParse(text, out var number) ? number : group.Child("OrgnlNbOfTxs") is null ? (int?)null : int.MaxValue;
        return new BankFileReply(status, count, group.Text("OrgnlCtrlSum") is { } sum ? IsoReading.Whole(sum) : null, ReasonOf(group));
    }

    private static string? ReasonOf(XElement element) => element.Text("StsRsnInf/Rsn/Cd") ?? element.Text("StsRsnInf/Rsn/Prtry");
}
