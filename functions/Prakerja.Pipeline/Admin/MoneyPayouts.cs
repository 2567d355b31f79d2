using Prakerja.Pipeline.Admin.Cases;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin;

/// <summary>GET /api/admin/payouts: what people must look at.</summary>
public sealed class MoneyPayouts(ITableStore tables, TimeProvider clock) : IUseCase
{
    private const Access Readers = Access.Finance | Access.Auditor;

    private static LocalText Kinds { get; } = new($"Salah satu dari: {string.Join(", ", CaseKinds.All)}.", $"One of: {string.Join(", ", CaseKinds.All)}.");

    private static QueryParameter Status { get; } = new("status", "open, closed or all (default).");

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-payout-cases", "GET", "/api/admin/payouts", Readers, call => ListAsync(call, call.Query("state") ?? CaseKinds.Unknown))
        {
            Tag = "Money", Response = typeof(Page<PayoutCaseView>), Summary = "Payouts that need a person, with owner, age and level, always in the same order; closed ones keep their closing time.",
            Query = [new("state", "unknown (default; no outcome for a day), suspense, failed, recovery, file"), Status, new("owner", "Only those of this member of staff."), .. Paging.Query],
        },
    ];

    private async Task<Reply> ListAsync(Call call, string kind)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var (status, owner) = (call.Query("status") ?? "all", call.Query("owner"));
        var fields = new Fields();
        fields.Check("state", CaseKinds.All.Contains(kind, StringComparer.Ordinal), Kinds);
        fields.Check("status", status is "open" or "closed" or "all", new("open, closed, atau all.", "open, closed or all."));
        if (fields.Problem is { } invalid)
        {
            return invalid;
        }

        var now = clock.GetUtcNow();
        var (items, next, problem) = await Paging.PickAsync(tables, PayoutCases.Table, kind, status == "open" ? PayoutCases.Open : PayoutCases.Every, limit, cursor, row =>
            PipelineJson.Read<PayoutCase>(row.Body) is var c && (status == "all" || c.IsOpen == (status == "open")) && (owner is null || c.Owner == owner)
                ? PayoutCaseView.Of(c, now) : null);
        return problem ?? Reply.Ok(new Page<PayoutCaseView>(items, next));
    }
}
