namespace Prakerja.Pipeline.Ports;

/// <summary>
/// The line to the banks, which take instructions as files (ISO 20022) and report by files of their own, which they send to us
/// (<c>POST /api/webhooks/payments/files</c>). A file's message id is the key of idempotence on their side.
/// </summary>
public interface IBankChannel
{
    /// <summary>As <see cref="IPaymentPartner.RequestAccountCheckAsync"/>.</summary>
    Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default);

    /// <summary>Hands over a pain.001. Only ever repeated byte for byte, under the same message id.</summary>
    Task<BankFileReply> SendAsync(string provider, string messageId, ReadOnlyMemory<byte> file, CancellationToken cancellation = default);

    /// <summary>What became of a file.</summary>
    Task<BankFileReply> AskAsync(string provider, string messageId, CancellationToken cancellation = default);

    /// <summary>What became of one transaction of a file; <see cref="PaymentStatus.NotFound"/> closes the reference at the bank.</summary>
    Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default);

    /// <summary>Hands over a camt.055; the answer comes as a camt.029. False: not reached, ask again.</summary>
    Task<bool> RequestStopAsync(string provider, string messageId, ReadOnlyMemory<byte> request, CancellationToken cancellation = default);
}

public enum BankFileStatus
{
    /// <summary>No reply, or an unreadable one: the bank may have it.</summary>
    Unknown,

    /// <summary>The bank has it and has not judged it yet.</summary>
    Received,

    /// <summary>Taken to be executed.</summary>
    Accepted,

    /// <summary>Refused whole: nothing of it is executed.</summary>
    Rejected,

    /// <summary>On asking only: the bank never received it.</summary>
    NotFound,
}

/// <param name="Count">Transactions that the bank counted, where it says so.</param>
/// <param name="Sum">Their sum in whole Rupiah.</param>
public sealed record BankFileReply(BankFileStatus Status, int? Count = null, long? Sum = null, string? Reason = null);
