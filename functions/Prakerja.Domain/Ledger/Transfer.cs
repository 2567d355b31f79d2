namespace Prakerja.Domain.Ledger;

public enum TransferState
{
    /// <summary>Reserved: the giving account cannot spend it twice, the receiving one cannot spend it yet.</summary>
    Pending,

    Posted,

    Voided,
}

/// <summary>What is asked of a pending transfer.</summary>
public enum TransferEvent
{
    Post,
    Void,
}

/// <summary>
/// Both legs of one movement of money, as one immutable record: <see cref="Amount"/> leaves <see cref="Debit"/> and reaches
/// <see cref="Credit"/>. An account's balance is what it received minus what it gave, so all balances add up to zero.
/// </summary>
public sealed record Transfer
{
    private Transfer(string key, string debit, string credit, long amount, string kind, DateTimeOffset at, string reference, TransferState state) =>
        (Key, Debit, Credit, Amount, Kind, At, Reference, State) = (key, debit, credit, amount, kind, at, reference, state);

    /// <summary>Made by the caller and unique: the same movement always has the same key.</summary>
    public string Key { get; }

    /// <summary>The account that gives.</summary>
    public string Debit { get; }

    /// <summary>The account that receives.</summary>
    public string Credit { get; }

    /// <summary>Whole Rupiah, above zero.</summary>
    public long Amount { get; }

    /// <summary>What the movement is: <c>award</c>, <c>purchase</c>, <c>incentive</c> …</summary>
    public string Kind { get; }

    public DateTimeOffset At { get; }

    /// <summary>What it is about outside the ledger: a payout's reference, an invoice.</summary>
    public string Reference { get; }

    public TransferState State { get; private init; }

    /// <summary>Makes a transfer, or reads a stored one back. Refused: no key, an amount not above zero, twice the same account.</summary>
    public static Parsed<Transfer> Create(
        string key, string debit, string credit, long amount, string kind, DateTimeOffset at, string reference, TransferState state = TransferState.Pending) =>
        (key, debit, credit, amount) switch
        {
            ("", _, _, _) or (_, "", _, _) or (_, _, "", _) => Parsed.Refused<Transfer>("kunci dan rekening wajib diisi", "key and accounts must be given"),
            (_, _, _, <= 0) => Parsed.Refused<Transfer>("jumlah harus lebih dari nol", "the amount must be above zero"),
            _ when debit == credit => Parsed.Refused<Transfer>("kedua rekening harus berbeda", "the two accounts must differ"),
            _ => Parsed.Ok(new Transfer(key, debit, credit, amount, kind, at, reference, state)),
        };

    /// <summary>Pending becomes posted or voided, once; everything else is refused.</summary>
    public Parsed<Transfer> Next(TransferEvent happened) => (State, happened) switch
    {
        (TransferState.Pending, TransferEvent.Post) => Parsed.Ok(this with { State = TransferState.Posted }),
        (TransferState.Pending, TransferEvent.Void) => Parsed.Ok(this with { State = TransferState.Voided }),
        _ => Parsed.Refused<Transfer>("transaksi ini sudah selesai dan tidak berubah lagi", $"this transfer is {State.Word()} and does not change any more"),
    };
}
