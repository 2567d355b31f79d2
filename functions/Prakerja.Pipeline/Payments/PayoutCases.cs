using System.Runtime.CompilerServices;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Table <c>payoutcases</c>: partition = kind, row = id; and a copy of each open case as row <c>~</c>, hash of its reference, <c>|</c>, id, written and deleted in
/// the same commits. So reading the open ones costs those, however many were closed.
/// </summary>
public sealed class PayoutCases(ITableStore tables, TimeProvider clock)
{
    public const string Table = "payoutcases";
    private const string Opened = "~";
    private static readonly TimeSpan UnansweredFor = TimeSpan.FromDays(1);

    /// <summary>Each case once: ids come before the copies.</summary>
    public static RowRange Every { get; } = new(null, Opened);

    /// <summary>The open ones' copies.</summary>
    public static RowRange Open { get; } = RowRange.Prefix(Opened);

    /// <summary>Opened once; kept as it is when it is there.</summary>
    /// <param name="since">When what it is about began.</param>
    public Task OpenAsync(string kind, string what, string id, string reference, PaymentReference? payout, long amount, DateTimeOffset? since = null)
    {
        var now = clock.GetUtcNow();
        var dueBy = kind == CaseKinds.Recovery ? now.AddDays(60) : (DateTimeOffset?)null;
        var opened = new PayoutCase(id, kind, what, reference, payout?.Participant, payout?.Key, amount, now, dueBy) { Since = since?.ToUniversalTime() };
        return tables.CommitAsync(Table, kind, [new TableWrite.Insert(id, PipelineJson.Write(opened)), CopyOf(opened)]);
    }

    /// <summary>Whether what was sent then and has no outcome is a case by now: after a day.</summary>
    public bool IsDue(DateTimeOffset sent) => clock.GetUtcNow() - sent >= UnansweredFor;

    /// <summary>An attempt whose fate nobody told.</summary>
    public Task OpenUnansweredAsync(string reference, PaymentReference? payout, long amount, DateTimeOffset sent) =>
        OpenAsync(CaseKinds.Unknown, "no-answer", reference, reference, payout, amount, sent);

    public async ValueTask<PayoutCase?> FindAsync(string kind, string id) =>
        IsId(kind, id) && await tables.GetAsync(Table, kind, id) is { } row ? PipelineJson.Read<PayoutCase>(row.Body) : null;

    /// <summary>Decides and commits; again if somebody else wrote meanwhile. Nothing is written if the decision returns it as it was.</summary>
    /// <returns>As it is afterwards; null if there is none.</returns>
    public async Task<PayoutCase?> ChangeAsync(string kind, string id, Func<PayoutCase, ValueTask<PayoutCase>> decide)
    {
        while (IsId(kind, id) && await tables.GetAsync(Table, kind, id) is { } row)
        {
            var before = PipelineJson.Read<PayoutCase>(row.Body);
            var after = await decide(before);
            if (ReferenceEquals(after, before)
                || (await tables.CommitAsync(Table, kind, [new TableWrite.Replace(id, PipelineJson.Write(after), row.ETag), CopyOf(after)])).Committed)
            {
                return after;
            }
        }

        return null;
    }

    /// <summary>Closes it if it is open. What somebody had proposed has nothing to decide any more.</summary>
    public Task CloseAsync(string kind, string id) =>
        ChangeAsync(kind, id, c => ValueTask.FromResult(c.IsOpen ? c with { ClosedAt = clock.GetUtcNow(), Proposal = null } : c));

    /// <summary>Those of a kind that are open.</summary>
    public IAsyncEnumerable<PayoutCase> OpenOnesAsync(string kind, CancellationToken cancellation = default) => ReadAsync(kind, Open, cancellation);

    /// <summary>Those of a kind that are open and about a reference.</summary>
    public IAsyncEnumerable<PayoutCase> OpenAboutAsync(string kind, string reference) => ReadAsync(kind, RowRange.Prefix(About(reference)));

    private async IAsyncEnumerable<PayoutCase> ReadAsync(string kind, RowRange range, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var row in tables.RowsAsync(Table, kind, range, cancellation: cancellation))
        {
            yield return PipelineJson.Read<PayoutCase>(row.Body);
        }
    }

    private static TableWrite CopyOf(PayoutCase about)
    {
        var row = About(about.Reference) + about.Id;
        return about.IsOpen ? new TableWrite.Upsert(row, PipelineJson.Write(about)) : new TableWrite.Delete(row);
    }

    /// <summary>Hashed: a bank's own id may hold what a key must not.</summary>
    private static string About(string reference) => $"{Opened}{ShortHash.Of(reference)}|";

    /// <summary>Kinds and ids come from routes too: what cannot be one is nobody's.</summary>
    private static bool IsId(string kind, string id) =>
        CaseKinds.All.Contains(kind, StringComparer.Ordinal) && id.Length is > 0 and <= 200 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');
}
