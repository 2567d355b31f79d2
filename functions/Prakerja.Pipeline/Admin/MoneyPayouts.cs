using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin;

/// <param name="Kind">unknown, suspense, failed, recovery.</param>
/// <param name="What">Why, in a word.</param>
/// <param name="AgeHours">Since it was opened; until it was closed.</param>
public sealed record PayoutCaseView(
    string Id, string Kind, string What, string Reference, string? ParticipantId, string? Key, long Amount, DateTimeOffset OpenedAt, DateTimeOffset? DueBy,
    DateTimeOffset? ClosedAt, long AgeHours);

/// <summary>GET /api/admin/payouts and /recoveries: what people must look at.</summary>
public sealed class MoneyPayouts(ITableStore tables, TimeProvider clock) : IUseCase
{
    private const Access Readers = Access.Finance | Access.Auditor;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-payout-cases", "GET", "/api/admin/payouts", Readers, call => ListAsync(call, call.Query("state") ?? CaseKinds.Unknown))
        {
            Tag = "Money", Response = typeof(Page<PayoutCaseView>), Summary = "Payouts that need a person, oldest id first; closed ones keep their closing time.",
            Query = [new("state", "unknown (default; no outcome for a day), suspense, failed"), .. Paging.Query],
        },
        new("list-recoveries", "GET", "/api/admin/recoveries", Readers, call => ListAsync(call, CaseKinds.Recovery))
        {
            Tag = "Money", Response = typeof(Page<PayoutCaseView>), Summary = "Money paid in error, to be repaid within 60 days.", Query = Paging.Query,
        },
    ];

    private async Task<Reply> ListAsync(Call call, string kind)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        if (!CaseKinds.All.Contains(kind, StringComparer.Ordinal))
        {
            return Problems.Invalid("state", new("unknown, suspense, atau failed.", "unknown, suspense or failed."));
        }

        var page = await Paging.ScanAsync(tables, PayoutCases.Table, kind, RowRange.All, limit, cursor);
        return page.Problem ?? Reply.Ok(new Page<PayoutCaseView>([.. page.Rows.Select(r => View(PipelineJson.Read<PayoutCase>(r.Body)))], page.Next));
    }

    private PayoutCaseView View(PayoutCase c) => new(
        c.Id, c.Kind, c.What, c.Reference, c.Participant, c.Key, c.Amount, c.OpenedAt, c.DueBy, c.ClosedAt,
        (long)((c.ClosedAt ?? clock.GetUtcNow()) - c.OpenedAt).TotalHours);
}
