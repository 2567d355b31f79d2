using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin;

/// <param name="Account">Persons' accounts as one under their kind, the shards of a year's budget as <c>budget:year:*</c>.</param>
/// <param name="Posted">Received minus given, whole Rupiah.</param>
/// <param name="PendingIn">Announced, not spendable yet.</param>
/// <param name="PendingOut">Reserved.</param>
public sealed record LedgerBalanceView(string Account, long Posted, long PendingIn, long PendingOut);

/// <param name="Sum">Of all posted balances: zero, always.</param>
public sealed record LedgerBalancesView(DateTimeOffset AsOf, long Sum, IReadOnlyList<LedgerBalanceView> Items);

/// <summary>GET /api/admin/ledger/balances and /audit: the chart of accounts as it stands, and whether the entries make it.</summary>
public sealed class MoneyBalances(LedgerBalances balances, ITableStore tables, TimeProvider clock) : IUseCase
{
    private const Access Readers = Access.Finance | Access.Auditor;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("ledger-balances", "GET", "/api/admin/ledger/balances", Readers, _ => BalancesAsync())
        {
            Tag = "Money", Response = typeof(LedgerBalancesView), Summary = "The running balance of every account.",
        },
        new("ledger-audits", "GET", "/api/admin/ledger/audit", Readers, AuditsAsync)
        {
            Tag = "Money", Response = typeof(Page<KeptAudit>), Query = Paging.Query,
            Summary = "What the nightly audits found, the last one first: balances made anew from all entries, compared with the running ones.",
        },
    ];

    private async Task<Reply> BalancesAsync()
    {
        var (now, sums) = (clock.GetUtcNow(), new Balances());
        var running = await balances.ReadAsync();
        foreach (var (account, balance) in running.All)
        {
            sums.Add(LedgerAudits.NameOf(account), balance);
        }

        return Reply.Ok(new LedgerBalancesView(now, running.Sum, [.. sums.All.Select(a => new LedgerBalanceView(a.Key, a.Value.Posted, a.Value.PendingIn, a.Value.PendingOut))]));
    }

    private async Task<Reply> AuditsAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var page = await Paging.ScanAsync(tables, LedgerAudits.Table, LedgerAudits.Partition, RowRange.All, limit, cursor);
        return page.Problem ?? Reply.Ok(new Page<KeptAudit>([.. page.Rows.Select(r => PipelineJson.Read<KeptAudit>(r.Body))], page.Next));
    }
}
