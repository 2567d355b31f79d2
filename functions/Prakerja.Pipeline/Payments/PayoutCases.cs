using System.Runtime.CompilerServices;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>Table <c>payoutcases</c>: partition = kind, row = id.</summary>
public sealed class PayoutCases(ITableStore tables, TimeProvider clock)
{
    public const string Table = "payoutcases";

    /// <summary>Opened once; kept as it is when it is there.</summary>
    /// <param name="since">When what it is about began.</param>
    public Task OpenAsync(string kind, string what, string id, string reference, PaymentReference? payout, long amount, DateTimeOffset? since = null)
    {
        var now = clock.GetUtcNow();
        var dueBy = kind == CaseKinds.Recovery ? now.AddDays(60) : (DateTimeOffset?)null;
        var opened = new PayoutCase(id, kind, what, reference, payout?.Participant, payout?.Key, amount, now, dueBy) { Since = since?.ToUniversalTime() };
        return tables.CommitAsync(Table, kind, [new TableWrite.Insert(id, PipelineJson.Write(opened))]);
    }

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
            if (ReferenceEquals(after, before) || (await tables.CommitAsync(Table, kind, [new TableWrite.Replace(id, PipelineJson.Write(after), row.ETag)])).Committed)
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
    public async IAsyncEnumerable<PayoutCase> OpenOnesAsync(string kind, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var row in tables.RowsAsync(Table, kind, RowRange.All, cancellation: cancellation))
        {
            if (PipelineJson.Read<PayoutCase>(row.Body) is { IsOpen: true } open)
            {
                yield return open;
            }
        }
    }

    /// <summary>Kinds and ids come from routes too: what cannot be one is nobody's.</summary>
    private static bool IsId(string kind, string id) =>
        CaseKinds.All.Contains(kind, StringComparer.Ordinal) && id.Length is > 0 and <= 200 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');
}
