using System.Xml.Linq;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Banks;

/// <summary>A pain.001 as a bank reads it: checked by its schema, and by its own totals.</summary>
/// <param name="Sum">Whole Rupiah.</param>
internal sealed record ReceivedFile(string MessageId, int Count, long Sum, IReadOnlyList<PaymentInstruction> Instructions)
{
    /// <summary>Null: not a file that a bank can take.</summary>
    public static ReceivedFile? Read(string provider, ReadOnlyMemory<byte> bytes)
    {
        if (!IsoMessage.Read(bytes).TryGet(out var message, out _) || message.Name != IsoNames.PaymentInitiation)
        {
            return null;
        }

        var transfers = message.Root.Children("PmtInf").SelectMany(p => p.Children("CdtTrfTxInf")).Select(t => Instruction(provider, t)).ToArray();
        if (transfers.Any(t => t is null) || transfers.DistinctBy(t => t!.Reference, StringComparer.Ordinal).Count() != transfers.Length)
        {
            return null;
        }

        var sum = transfers.Sum(t => t!.Amount);
        return message.Root.Text("GrpHdr/NbOfTxs") == IsoReading.Text(transfers.Length) && IsoReading.Whole(message.Root.Text("GrpHdr/CtrlSum") ?? "") == sum
            ? new ReceivedFile(message.Root.Text("GrpHdr/MsgId")!, transfers.Length, sum, transfers!)
            : null;
    }

    private static PaymentInstruction? Instruction(string provider, XElement transfer) =>
        transfer.At("Amt/InstdAmt")?.Rupiah() is { } amount && TransferLimits.Holds(amount) && transfer.Text("CdtrAcct/Id/Othr/Id") is { } account
            ? new PaymentInstruction(
                transfer.Text("PmtId/EndToEndId")!, provider, transfer.Text("PmtTpInf/CtgyPurp/Cd") == PaymentInitiation.Supplier ? "settlement" : "incentive",
                transfer.Text("Cdtr/Id/PrvtId/Othr/Id") ?? "", account, amount)
            : null;
}
