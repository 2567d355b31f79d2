using Prakerja.Domain.Draw;

namespace Prakerja.Pipeline.Ports;

/// <summary>The civil registry (Dukcapil): answers match or no match, is metered, and goes down. Never asked twice for the same facts.</summary>
public interface ICivilRegistry
{
    Task<CivilAnswer> CheckAsync(CivilQuery query, CancellationToken cancellation = default);
}

/// <summary>What a person claims to be; nothing else is sent.</summary>
public sealed record CivilQuery(
    string Nik, string FamilyCardNumber, string FullName, string BirthPlace, DateOnly BirthDate, string Gender, string MothersMaidenName, string Regency);

public enum CivilOutcome
{
    Match,
    Mismatch,
    Unavailable,
}

/// <param name="NameScore">Fuzzy score of the name, 0-100.</param>
/// <param name="RegencyMatches">Whether the claimed domicile is the registered one; if not, a person reviews.</param>
public sealed record CivilAnswer(CivilOutcome Outcome, int NameScore = 0, bool RegencyMatches = true, bool Deceased = false);

/// <summary>Registries that bar a person: students (Dapodik, EMIS, PDDikti), officials, social aid.</summary>
public interface IExclusionRegistries
{
    Task<ExclusionAnswer> CheckAsync(string nik, CancellationToken cancellation = default);
}

/// <param name="Available">False: nothing is known; ask again later.</param>
public sealed record ExclusionAnswer(bool Available, bool Student = false, bool Official = false, bool SocialAid = false, bool Deceased = false);

/// <summary>Compares the face on the KTP photo with the selfie.</summary>
public interface IFaceMatcher
{
    /// <summary>Likeness in percent, 0-100; null while the service is unavailable.</summary>
    Task<int?> MatchAsync(FaceQuery query, CancellationToken cancellation = default);
}

/// <summary>Blob names of the two photos (container <c>photos</c>).</summary>
public sealed record FaceQuery(string Nik, string KtpPhoto, string Selfie);

/// <summary>Sends e-mail and SMS. At least once: the id lets the gateway drop repeats.</summary>
public interface IMessenger
{
    Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation = default);
}

/// <param name="Channel"><c>email</c> or <c>sms</c>.</param>
/// <param name="To">Address, or phone as E.164.</param>
/// <param name="Code">The one-time code in the body, if there is one.</param>
public sealed record OutgoingMessage(string Id, string Channel, string To, string Subject, string Body, string? Code, DateTimeOffset At);

/// <summary>A public randomness beacon (drand).</summary>
public interface IRandomnessBeacon
{
    /// <summary>Chain hash, as committed to in the rules.</summary>
    string Chain { get; }

    /// <summary>The first round due at or after a time.</summary>
    long RoundAt(DateTimeOffset time);

    DateTimeOffset DueAt(long round);

    /// <summary>The round's signature; randomness = SHA-256 of it. Null while it is not out.</summary>
    Task<byte[]?> GetSignatureAsync(long round, CancellationToken cancellation = default);
}

/// <summary>An outside authority that vouches with its signature that something existed at a time (RFC 3161).</summary>
public interface ITimestampAuthority
{
    /// <summary>A sound stamp over a SHA-256; null while the authority is away, refuses or answers anything else.</summary>
    Task<TimeStamp?> StampAsync(Hash256 hash, CancellationToken cancellation = default);
}

/// <param name="Reply">The authority's reply (DER, <c>TimeStampResp</c>), byte for byte.</param>
/// <param name="At">The latest moment that the stamp allows: its time and the accuracy it claims.</param>
public sealed record TimeStamp(byte[] Reply, DateTimeOffset At);

/// <summary>Banks and e-wallets behind one port. The instruction's reference is the key of idempotence on their side.</summary>
public interface IPaymentPartner
{
    /// <summary>Asks whether the account exists, has KYC and belongs to the person; moves no money. The answer arrives later as an <c>account.*</c> webhook. False: not reached, ask again.</summary>
    Task<bool> RequestAccountCheckAsync(AccountCheck check, CancellationToken cancellation = default);

    Task<PaymentReply> PayAsync(PaymentInstruction instruction, CancellationToken cancellation = default);

    /// <summary>What became of an instruction.</summary>
    Task<PaymentReply> InquireAsync(string provider, string reference, CancellationToken cancellation = default);

    /// <summary>
    /// Asks the partner not to pay an instruction any more. May be repeated. What it never received it closes, as on inquiry. Whatever it answers, the truth
    /// is what an inquiry says afterwards.
    /// </summary>
    Task<StopOutcome> StopAsync(string provider, string reference, CancellationToken cancellation = default);
}

/// <summary>The wallets, which take instructions one by one.</summary>
public interface IWalletPartner : IPaymentPartner;

/// <summary>What became of the wish to stop an instruction.</summary>
public enum StopOutcome
{
    /// <summary>It is dead and will never be paid; an inquiry says failed (reason <c>stopped</c>) or not found.</summary>
    Stopped,

    /// <summary>Paid or failed already, or beyond stopping: its own outcome stands, or is still to come.</summary>
    TooLate,

    /// <summary>No reply, an unreadable one, or not decided yet: anything may have happened. Ask again.</summary>
    Unknown,
}

/// <param name="Phone">Null for somebody without a phone, for whom an office vouches.</param>
public sealed record AccountCheck(string Reference, string Provider, string Account, string Nik, string FullName, string? Phone);

/// <param name="Amount">Whole Rupiah, positive.</param>
/// <param name="Kind"><c>incentive</c> or <c>settlement</c>.</param>
public sealed record PaymentInstruction(string Reference, string Provider, string Kind, string Payee, string Account, long Amount);

public enum PaymentStatus
{
    /// <summary>Taken; the outcome arrives later as a webhook or on inquiry.</summary>
    Accepted,
    Succeeded,
    Failed,

    /// <summary>No reply, or an unreadable one: anything may have happened.</summary>
    Unknown,

    /// <summary>On inquiry only: the partner never received it and never will pay it.</summary>
    NotFound,
}

public sealed record PaymentReply(PaymentStatus Status, string? TransactionId = null, string? Reason = null, long? Amount = null);
