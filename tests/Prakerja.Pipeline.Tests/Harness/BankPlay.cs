using System.Xml.Linq;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>The bank's side of the line: the files it got, and what it answers as told. It does nothing by itself.</summary>
public sealed class BankPlay : IBankChannel
{
    /// <summary>Files in the order in which they came, repeats included.</summary>
    public List<(string Provider, string MessageId, byte[] Bytes)> Files { get; } = [];

    /// <summary>Requests to stop a payment.</summary>
    public List<byte[]> Stops { get; } = [];

    /// <summary>What is answered to a file; before it, the file has arrived or not.</summary>
    public Func<string, BankFileReply> Send { get; set; } = _ => new BankFileReply(BankFileStatus.Received);

    /// <summary>Whether a file arrives at all.</summary>
    public bool Arrives { get; set; } = true;

    public Func<string, BankFileReply>? Ask { get; set; }

    public Func<string, PaymentReply> Inquire { get; set; } = _ => new PaymentReply(PaymentStatus.Accepted);

    public Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default) => Task.FromResult(true);

    public Task<BankFileReply> SendAsync(string provider, string messageId, ReadOnlyMemory<byte> file, CancellationToken cancellation = default)
    {
        if (Arrives)
        {
            Files.Add((provider, messageId, file.ToArray()));
        }

        return Task.FromResult(Send(messageId));
    }

    public Task<BankFileReply> AskAsync(string provider, string messageId, CancellationToken cancellation = default) => Task.FromResult(
        Ask?.Invoke(messageId) ?? new BankFileReply(Files.Any(f => f.MessageId == messageId) ? BankFileStatus.Received : BankFileStatus.NotFound));

    public Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default) => Task.FromResult(Inquire(reference));

    public Task<bool> RequestStopAsync(string provider, string messageId, ReadOnlyMemory<byte> request, CancellationToken cancellation = default)
    {
        Stops.Add(request.ToArray());
        return Task.FromResult(true);
    }

    /// <summary>The transactions of all files: reference and amount, a file that came twice counted once.</summary>
    public IReadOnlyList<(string Reference, long Amount)> Transactions =>
        [.. Files.DistinctBy(f => f.MessageId).SelectMany(f => Read(f.Bytes).Children("PmtInf").SelectMany(p => p.Children("CdtTrfTxInf"))).Select(t => (t.Text("PmtId/EndToEndId")!, t.At("Amt/InstdAmt")!.Rupiah()!.Value))];

    /// <summary>What is in a message, its schema checked.</summary>
    public static XElement Read(byte[] bytes) => IsoMessage.Read(bytes).Value.Root;
}
