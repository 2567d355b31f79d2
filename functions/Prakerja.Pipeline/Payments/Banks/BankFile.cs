using System.Globalization;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments.Banks;

public enum BankFileState
{
    /// <summary>Instructions are being moved into it.</summary>
    Assembling,

    /// <summary>What is in it is fixed; not sent.</summary>
    Cut,

    /// <summary>About to be sent, or sent without a reply: the bank may have it.</summary>
    Sending,

    /// <summary>The bank has it and has not acknowledged it yet.</summary>
    Delivered,

    /// <summary>The bank counted something else than we sent: nothing is believed of it until that is cleared up.</summary>
    Held,

    Acknowledged,

    /// <summary>Refused whole; none of it is executed.</summary>
    Rejected,
}

/// <summary>One file to a bank.</summary>
/// <param name="At">When it was begun; from <see cref="BankFileState.Cut"/> on, when it was cut.</param>
public sealed record BankFile(string Provider, int Number, DateTimeOffset At, BankFileState State)
{
    public int Count { get; init; }

    /// <summary>Whole Rupiah.</summary>
    public long Sum { get; init; }

    /// <summary>Key of the stored file, wrapped by the vault.</summary>
    public byte[] WrappedKey { get; init; } = [];

    public DateTimeOffset? SentAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>The same for ever: what the bank drops repeats by.</summary>
    public string MessageId => MessageIdOf(Provider, Number);

    /// <summary>Nothing of the file is left to be done.</summary>
    public bool IsOver => State is BankFileState.Acknowledged or BankFileState.Rejected;

    public static string MessageIdOf(string provider, int number) => string.Create(CultureInfo.InvariantCulture, $"PRAKERJA-{provider.ToUpperInvariant()}-{number:D10}");

    /// <summary>The number in a message id of this provider's; null: not one of ours.</summary>
    public static int? NumberOf(string provider, string messageId) =>
        messageId.Length > 10 && int.TryParse(messageId.AsSpan(messageId.Length - 10), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && messageId == MessageIdOf(provider, number) ? number : null;
}

/// <summary>An instruction on its way into a file. The account is sealed; the row goes when the bank has acknowledged the file.</summary>
public sealed record BankTransfer(string Reference, string Kind, string Payee, byte[] Account, long Amount, DateTimeOffset At);

public enum BankReferenceState
{
    Spooled,

    /// <summary>In a file.</summary>
    Filed,

    /// <summary>In no file, and never will be.</summary>
    Closed,
}

/// <summary>What we know of a reference; kept for ever, without personal data.</summary>
public sealed record BankReference(string Reference, long Amount, DateTimeOffset At, BankReferenceState State)
{
    /// <summary>Number of the file it is in.</summary>
    public int? File { get; init; }

    /// <summary>What the bank answered to a request to stop it.</summary>
    public StopOutcome? Stop { get; init; }
}
