using Microsoft.Extensions.Logging;

namespace Prakerja.Pipeline;

/// <summary>Every log line of the pipeline: names and random ids only.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Store unavailable while answering {Endpoint} ({Correlation})")]
    public static partial void StoreUnavailable(ILogger log, string endpoint, string correlation, SafeException e);

    [LoggerMessage(2, LogLevel.Error, "Request to {Endpoint} failed ({Correlation})")]
    public static partial void RequestFailed(ILogger log, string endpoint, string correlation, SafeException e);

    [LoggerMessage(3, LogLevel.Warning, "Outbox of shard {Shard} could not be dispatched; the sweep repeats it")]
    public static partial void OutboxDelayed(ILogger log, string shard, SafeException e);

    [LoggerMessage(4, LogLevel.Warning, "{Count} complaints are past their day undecided")]
    public static partial void ComplaintsOverdue(ILogger log, int count);

    [LoggerMessage(5, LogLevel.Error, "Row {Row} of shard {Shard} cannot be understood ({Reason}) and was set aside")]
    public static partial void DeadLetter(ILogger log, string shard, string row, string reason);

    [LoggerMessage(6, LogLevel.Error, "Due date {Row} of shard {Shard} could not be worked on; the next sweep tries again")]
    public static partial void DueDateFailed(ILogger log, string shard, string row, SafeException e);

    [LoggerMessage(7, LogLevel.Error, "Change {Number} of the budget of {Year} takes more than is left; the next sweep tries again")]
    public static partial void CutNotCovered(ILogger log, int year, int number);

    [LoggerMessage(8, LogLevel.Error, "Ledger and running balances differ in {Place}: {What} {Account}, {Entries} by its entries, {Running} running")]
    public static partial void LedgerDiffers(ILogger log, string place, string what, string account, long entries, long running);

    [LoggerMessage(20, LogLevel.Warning, "Relay {Relay} of the beacon could not be reached for round {Round}")]
    public static partial void BeaconUnreachable(ILogger log, long round, string relay, SafeException e);

    [LoggerMessage(21, LogLevel.Warning, "Relay {Relay} of the beacon has no sound answer for round {Round} (HTTP {Status})")]
    public static partial void BeaconRefused(ILogger log, long round, string relay, int status);

    [LoggerMessage(22, LogLevel.Error, "Relay {Relay} of the beacon contradicts another one about round {Round}: no draw until they agree")]
    public static partial void BeaconContradicted(ILogger log, long round, string relay);

    [LoggerMessage(23, LogLevel.Warning, "Time-stamping authority {Authority} could not be reached")]
    public static partial void TimestampsUnreachable(ILogger log, string authority, SafeException e);

    [LoggerMessage(24, LogLevel.Warning, "Time-stamping authority {Authority} has no sound answer (HTTP {Status}: {Reason})")]
    public static partial void TimestampRefused(ILogger log, string authority, int status, string reason);

    [LoggerMessage(25, LogLevel.Warning, "The stamp of batch {Batch}'s commitment came too late ({At}): it is not published")]
    public static partial void TimestampLate(ILogger log, int batch, DateTimeOffset at);

    [LoggerMessage(30, LogLevel.Warning, "Case {Kind}/{Id} ({What}) is at level {Level} now: open for {Hours} hours, owned by {Owner}")]
    public static partial void CaseEscalated(ILogger log, string kind, string what, string id, int level, long hours, string owner);

    [LoggerMessage(31, LogLevel.Error, "Message {Message} of {Provider} could not be applied and was set aside")]
    public static partial void BankMessageFailed(ILogger log, string provider, string message, SafeException e);

    [LoggerMessage(32, LogLevel.Error, "Case {Kind}/{Id} ({What}) could not be looked at: it stays open")]
    public static partial void CaseFailed(ILogger log, string kind, string what, string id, SafeException e);

    [LoggerMessage(33, LogLevel.Error, "Settlement {Settlement} of {Price} is not sent: its platform is not owed as much in the ledger")]
    public static partial void SettlementNotCovered(ILogger log, string settlement, long price);
}
