namespace Prakerja.Local.Sandbox.Payments;

/// <summary>How a bank or wallet treats instructions for one account (PUT /sandbox/payments/{account}).</summary>
public enum PaymentBehaviour
{
    /// <summary>Accepted, paid, reported.</summary>
    Pay,

    /// <summary>Accepted, then reported as failed.</summary>
    Reject,

    /// <summary>The account check says that it is somebody else's; payments fail.</summary>
    WrongOwner,

    /// <summary>The instruction is lost and so is every reply, until the behaviour changes.</summary>
    NoReply,

    /// <summary>Paid, but reply and report are lost; only an inquiry tells.</summary>
    NoReplyButPaid,

    /// <summary>Accepted, paid and reported two days later.</summary>
    Slow,

    /// <summary>Paid, and reported twice.</summary>
    DuplicateOutcome,

    /// <summary>Really paid, but reported as failed, and an hour later as succeeded; an inquiry tells the truth.</summary>
    Contradictory,

    /// <summary>Paid and reported; a day later the money comes back.</summary>
    Returned,

    /// <summary>Half of what was instructed is paid, and reported so.</summary>
    OtherAmount,
}

/// <summary>What became of an instruction, as the partner knows it.</summary>
internal enum PaymentFate
{
    Accepted,
    Paid,
    Failed,

    /// <summary>Was paid, and came back.</summary>
    Returned,

    /// <summary>Never arrived at the partner.</summary>
    Lost,

    /// <summary>The partner said that it never received it; so it will never pay it.</summary>
    Closed,
}

/// <summary>One instruction at the partner.</summary>
/// <param name="At">When it was paid, failed or received.</param>
internal sealed record PaymentRecord(
    string Reference, string Provider, string Kind, string Payee, string Account, long Amount, PaymentFate Fate, string? TransactionId, string? Reason,
    DateTimeOffset At)
{
    /// <summary>What was really paid, where it is not what was instructed.</summary>
    public long? Other { get; init; }

    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Message id of the file it came in.</summary>
    public string? File { get; init; }

    /// <summary>Its outcome is reported together with its file's.</summary>
    public bool WithFile { get; init; }

    /// <summary>Whole Rupiah that moved, if it was paid.</summary>
    public long Moved => Other ?? Amount;
}

/// <summary>A transfer really made that did not come back, with the amount that really moved, as GET /sandbox/payments tells it.</summary>
public sealed record MadePayment(string Reference, string Kind, string Payee, string Account, long Amount, DateTimeOffset At);

/// <summary>Data of <c>disbursement.*</c>.</summary>
internal sealed record DisbursementData(string Reference, long Amount, string? TransactionId, string? Reason, DateTimeOffset At);

/// <summary>Data of <c>account.*</c>.</summary>
internal sealed record AccountData(string Reference, string? Reason, DateTimeOffset At);
