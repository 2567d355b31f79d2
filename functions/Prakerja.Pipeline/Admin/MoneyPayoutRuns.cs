using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin;

/// <param name="Total">Whole Rupiah.</param>
public sealed record RunTotalView(int Count, long Total);

/// <param name="ApprovedBy">Null: waits for a second person.</param>
public sealed record RunReleaseView(int Round, RunTotalView Released, string ProposedBy, DateTimeOffset ProposedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt);

/// <param name="Run">Provider and day, <c>bni-20260105</c>.</param>
/// <param name="Limit">What the day's instructions may come to without two more people, in whole Rupiah.</param>
/// <param name="Placed">With a turn: sent, or to be sent in a later minute.</param>
/// <param name="Held">Waits for two people; what is proposed included.</param>
/// <param name="Released">Released by two people, its turn to be given.</param>
/// <param name="Minute">The last minute with a turn given away.</param>
/// <param name="InMinute">How many of that minute.</param>
public sealed record PayoutRunView(
    string Run, string Provider, DateOnly Day, long Limit, RunTotalView Placed, RunTotalView Held, RunTotalView Released, DateTimeOffset? Minute, int InMinute,
    RunReleaseView? Proposal, IReadOnlyList<RunReleaseView> Releases);

/// <param name="At">When it may be sent; null while it is held.</param>
public sealed record RunPlaceView(string Reference, string ParticipantId, string Key, int Attempt, long Amount, DateTimeOffset? At);

public sealed record PayoutRunDetail(PayoutRunView Run, IReadOnlyList<RunPlaceView> Items, string? Next);

/// <summary>GET /api/admin/payout-runs and /{run}: what each provider is sent on a day, with control totals.</summary>
public sealed class MoneyPayoutRuns(PayoutRuns runs, ITableStore tables, TimeProvider clock) : IUseCase
{
    private const Access Readers = Access.Finance | Access.Auditor;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-payout-runs", "GET", "/api/admin/payout-runs", Readers, ListAsync)
        {
            Tag = "Money", Response = typeof(Page<PayoutRunView>), Summary = "The payout runs of a day: instructions per provider with control totals, and what is held for two people.",
            Query = [new("day", "WIB; default today.")],
        },
        new("get-payout-run", "GET", "/api/admin/payout-runs/{run}", Readers, GetAsync)
        {
            Tag = "Money", Response = typeof(PayoutRunDetail), Summary = "One run and the attempts in it, by reference.", Query = Paging.Query,
        },
    ];

    /// <summary>The runs of a day that there are.</summary>
    public async Task<IReadOnlyList<PayoutRun>> OfDayAsync(DateOnly day)
    {
        var found = new List<PayoutRun>();
        foreach (var provider in PaymentProviders.All)
        {
            if (await runs.FindAsync(PayoutRuns.IdOf(provider, day)) is { } run)
            {
                found.Add(run);
            }
        }

        return found;
    }

    public static PayoutRunView View(PayoutRun run) => new(
        PayoutRuns.IdOf(run.Provider, run.Day), run.Provider, run.Day, run.Limit, View(run.Placed), View(run.Held.Plus(run.Proposed)), View(run.Released), run.Minute, run.InMinute,
        run.Proposal is { } p ? new RunReleaseView(p.Round, View(run.Proposed), p.By, p.At, null, null) : null,
        [.. run.Releases.Select(r => new RunReleaseView(r.Round, new(r.Count, r.Total), r.ProposedBy, r.ProposedAt, r.ApprovedBy, r.ApprovedAt))]);

    private async Task<Reply> ListAsync(Call call)
    {
        var fields = new Fields();
        var day = MoneyDays.Read(call, fields, "day", Wib.DateOf(clock.GetUtcNow()));
        return fields.Problem is { } problem ? problem : Reply.Ok(new Page<PayoutRunView>([.. (await OfDayAsync(day)).Select(View)], null));
    }

    private async Task<Reply> GetAsync(Call call)
    {
        var id = call.Route("run");
        if (PayoutRuns.Parse(id) is null || await runs.FindAsync(id) is not { } run)
        {
            return Problems.NotFound;
        }

        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var page = await Paging.ScanAsync(tables, PayoutRuns.Table, id, RowRange.Prefix(PayoutRuns.Rows), limit, cursor);
        return page.Problem ?? Reply.Ok(new PayoutRunDetail(View(run), [.. page.Rows.Select(r => View(PipelineJson.Read<PayoutRunRow>(r.Body)))], page.Next));
    }

    private static RunPlaceView View(PayoutRunRow row) => new(row.Reference, row.Participant, row.Key, row.Attempt, row.Place.Amount, row.Place.Slot);

    private static RunTotalView View(RunTotal total) => new(total.Count, total.Total);
}
