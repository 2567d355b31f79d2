using System.Globalization;
using Prakerja.Domain.Draw;

namespace Prakerja.Pipeline.Audit;

/// <summary>One act of staff. Subjects are random ids, never personal data.</summary>
/// <param name="Chain">Two hex digits.</param>
/// <param name="Seq">From 1 within the chain.</param>
/// <param name="PreviousHash">Hash of the record before; of the first: 64 zeros.</param>
/// <param name="Hash">SHA-256 of the canonical JSON (RFC 8785) of all the other members, lower-case hex.</param>
public sealed record AuditRecord(
    string Chain, long Seq, DateTimeOffset At, string Actor, string Action, string Subject, string PreviousHash, string Hash)
{
    public static string Start { get; } = new('0', 64);

    public static AuditRecord After(AuditHead head, DateTimeOffset at, string actor, string action, string subject)
    {
        var record = new AuditRecord(head.Chain, head.Seq + 1, at.ToUniversalTime(), actor, action, subject, head.Hash, "");
        return record with { Hash = record.Compute() };
    }

    /// <summary>Whether it says what was written, and follows on <paramref name="head"/>.</summary>
    public bool Follows(AuditHead head) => Chain == head.Chain && Seq == head.Seq + 1 && PreviousHash == head.Hash && Hash == Compute();

    private string Compute() => Hash256.Of(CanonicalJson.Write(new CanonicalObject
    {
        { "chain", Chain }, { "seq", Seq }, { "at", At.ToString("O", CultureInfo.InvariantCulture) }, { "actor", Actor }, { "action", Action },
        { "subject", Subject }, { "previousHash", PreviousHash },
    })).ToString();
}

/// <summary>Where a chain stands; sequence 0 and zeros while it is empty.</summary>
public sealed record AuditHead(string Chain, long Seq, string Hash)
{
    public static AuditHead Empty(string chain) => new(chain, 0, AuditRecord.Start);
}
