using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>What staff must look at.</summary>
public static class CaseKinds
{
    /// <summary>No outcome for more than a day.</summary>
    public const string Unknown = "unknown";

    /// <summary>Money that does not match an instruction: another amount, twice, or nobody's.</summary>
    public const string Suspense = "suspense";

    /// <summary>Ten attempts failed; nothing is tried any more until the account is corrected.</summary>
    public const string Failed = "failed";

    /// <summary>Paid in error and to be repaid within 60 days.</summary>
    public const string Recovery = "recovery";

    public static IReadOnlyList<string> All { get; } = [Unknown, Suspense, Failed, Recovery];
}

/// <param name="Id">Made of what it is about, so that it is opened once.</param>
/// <param name="What">Why, in a word: amount-mismatch, paid-twice, unmatched-line, no-answer, rejected.</param>
public sealed record PayoutCase(
    string Id, string Kind, string What, string Reference, string? Participant, string? Key, long Amount, DateTimeOffset OpenedAt,
    DateTimeOffset? DueBy = null, DateTimeOffset? ClosedAt = null);

/// <summary>Table <c>payoutcases</c>: partition = kind, row = id.</summary>
public sealed class PayoutCases(ITableStore tables, TimeProvider clock)
{
    public const string Table = "payoutcases";

    /// <summary>Opened once; kept as it is when it is there.</summary>
    public Task OpenAsync(string kind, string what, string id, string reference, PaymentReference? payout, long amount)
    {
        var now = clock.GetUtcNow();
        var dueBy = kind == CaseKinds.Recovery ? now.AddDays(60) : (DateTimeOffset?)null;
        var opened = new PayoutCase(id, kind, what, reference, payout?.Participant, payout?.Key, amount, now, dueBy);
        return tables.CommitAsync(Table, kind, [new TableWrite.Insert(id, PipelineJson.Write(opened))]);
    }

    /// <summary>Closes it if it is open.</summary>
    public async Task CloseAsync(string kind, string id)
    {
        if (await tables.GetAsync(Table, kind, id) is { } row && PipelineJson.Read<PayoutCase>(row.Body) is { ClosedAt: null } open)
        {
            var closed = open with { ClosedAt = clock.GetUtcNow() };
            await tables.CommitAsync(Table, kind, [new TableWrite.Replace(id, PipelineJson.Write(closed), row.ETag)]);
        }
    }

    /// <summary>How many of a kind wait for a person.</summary>
    public async Task<int> CountOpenAsync(string kind, CancellationToken cancellation)
    {
        var open = 0;
        await foreach (var row in tables.RowsAsync(Table, kind, RowRange.All, cancellation: cancellation))
        {
            open += PipelineJson.Read<PayoutCase>(row.Body).ClosedAt is null ? 1 : 0;
        }

        return open;
    }
}
