using System.Globalization;

namespace Prakerja.Pipeline.Participants;

/// <summary>
/// Keys of the table <c>participants</c>. Partition = shard = the first two hex digits of the random participant id (256 shards), so
/// that load spreads evenly; a participant's rows, ledger and outbox share the partition and so a transaction.
/// </summary>
public static class ParticipantKeys
{
    public const string Table = "participants";

    /// <summary>Prefix of all that waits to be handed on, so that one look tells whether a shard has any.</summary>
    public const string Waiting = "!";

    public const string InboxPrefix = "!in|";

    public const string MessagePrefix = "!out|m|";

    public const string WakePrefix = "!out|w|";

    public static IEnumerable<string> Shards => Enumerable.Range(0, 256).Select(i => i.ToString("x2", CultureInfo.InvariantCulture));

    public static string Shard(string id) => id[..2];

    public static string Main(string id) => $"p|{id}";

    /// <summary>Accepted registrations, in order of arrival.</summary>
    public static string Inbox(DateTimeOffset at, string id) => $"{InboxPrefix}{at.UtcTicks:D19}|{id}";

    /// <summary>When the registration of an inbox row was accepted.</summary>
    public static DateTimeOffset InboxTime(string row) =>
        new(long.Parse(row.AsSpan(InboxPrefix.Length, 19), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static string Idempotency(string hash) => $"i|{hash}";

    /// <summary>An answer kept for a participant's own Idempotency-Key.</summary>
    public static string Idempotency(string id, string hash) => $"i|{id}|{hash}";

    /// <summary>Where the civil registry's answer about their facts is kept.</summary>
    public static string RegistryQuery(string id, string key) => $"q|{id}|{key}";

    public static string Note(string id, int number) => $"n|{id}|{number:D6}";

    /// <summary>A message to be sent, until it is.</summary>
    public static string OutgoingMessage(string id, string number) => $"{MessagePrefix}{id}|{number}";

    /// <summary>A participant whose lifecycle has something to do, until its leg has ended.</summary>
    public static string OutgoingWake(string id) => WakePrefix + id;

    public static string Transfer(string id, string key) => $"l|{id}|{key}";

    /// <summary>A transfer's row in the day index: the day (WIB) it was posted, then as in the ledger.</summary>
    public static string PostedOn(DateOnly day, string id, string key) => $"j|{Ledger.LedgerDays.Text(day)}|{id}|{key}";

    /// <summary>The running balance of an account, as far as this shard's transfers make it.</summary>
    public static string Balance(string account) => $"b|{account}";

    public static string TrainingEvent(string id, string partner, string eventId) => $"e|{id}|{partner}|{eventId}";

    /// <summary>What a partner is still to be told about a purchase.</summary>
    public static string PartnerNews(string id, string redeemCode, string what) => $"f|{id}|{redeemCode}|{what}";

    /// <summary>The participant's review of a course.</summary>
    public static string CourseReview(string id, string redeemCode) => $"r|{id}|{redeemCode}";

    /// <summary>A completed purchase that no settlement of its platform has taken up yet; by day of posting.</summary>
    public static string SettlementLine(string platform, DateOnly day, string redeemCode) => $"{SettlementLines(platform)}{day:yyyy-MM-dd}|{redeemCode}";

    public static string SettlementLines(string platform) => $"x|{platform}|";

    public static string BatchHistory(string id, int batch) => $"h|{id}|{batch:D6}";

    public static string Complaint(string id, string complaint) => $"c|{id}|{complaint}";

    public static string Access(string id, DateTimeOffset at, string nonce) => $"a|{id}|{at.UtcTicks:D19}|{nonce}";

    public static string Counter(string milestone) => $"s|{milestone}";
}
