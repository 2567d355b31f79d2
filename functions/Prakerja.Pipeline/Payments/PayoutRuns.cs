using System.Globalization;
using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>An attempt in a run.</summary>
public sealed record PayoutRunRow(string Reference, string Participant, string Key, int Attempt, RunPlace Place);

/// <summary>
/// Table <c>payoutruns</c>: a partition per run (provider and day, WIB) with a head row and a row per attempt, by its reference. A place and the control
/// totals change in one commit, so that taking it again changes nothing and the totals are those of the rows. One head row a provider is enough: the pace
/// (20 a second by default) bounds how often it has to be written, and whoever loses the race for it tries again.
/// </summary>
public sealed class PayoutRuns(ITableStore tables, IOptions<PayoutOptions> options, TimeProvider clock)
{
    public const string Table = "payoutruns";
    public const string Head = "head";
    public const string Rows = "r|";
    private const int MostTries = 100;
    private const int MostDays = 31;

    public static string IdOf(string provider, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{provider}-{day:yyyyMMdd}");

    /// <summary>Provider and day of a run's id; null if it cannot be one.</summary>
    public static (string Provider, DateOnly Day)? Parse(string id) =>
        id.Split('-') is [var provider, var text] && PaymentPartners.Find(provider) is not null
        && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (provider, day) : null;

    public async ValueTask<PayoutRun?> FindAsync(string id) => (await HeadAsync(id)).Run;

    /// <summary>The place of an attempt that is not sent yet, in the run of today or, where its minutes are all taken, of a later day. Places of days that have passed are given up.</summary>
    public async Task<(string Run, RunPlace Place)> TakeAsync(PayoutAttempt attempt, Payout payout)
    {
        var today = Wib.DateOf(clock.GetUtcNow());
        await LeaveAsync(attempt, payout, Wib.DateOf(payout.At), today.AddDays(-1));
        for (var day = today; day <= today.AddDays(MostDays); day = day.AddDays(1))
        {
            if (await TakeAsync(attempt, payout, day) is { } place)
            {
                return (IdOf(payout.Provider, day), place);
            }
        }

        throw new StoreUnavailableException("No run of the next month has a free minute.");
    }

    /// <summary>Gives up the places of an attempt that will never be sent.</summary>
    public Task LeaveAsync(PayoutAttempt attempt, Payout payout)
    {
        var today = Wib.DateOf(clock.GetUtcNow());
        var last = payout.Wait?.Run is { } run && Parse(run) is { Day: var day } && day > today ? day : today;
        return LeaveAsync(attempt, payout, Wib.DateOf(payout.At), last);
    }

    /// <summary>Changes a run's head; null from the decision: nothing is written. The head afterwards, or null if there is no such run.</summary>
    public async Task<PayoutRun?> ChangeAsync(string id, Func<PayoutRun, PayoutRun?> decide)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (run, etag) = await HeadAsync(id);
            if (run is null || decide(run) is not { } changed)
            {
                return run;
            }

            if ((await tables.CommitAsync(Table, id, [new TableWrite.Replace(Head, PipelineJson.Write(changed), etag!)])).Committed)
            {
                return changed;
            }
        }

        throw TooBusy();
    }

    private async Task<RunPlace?> TakeAsync(PayoutAttempt attempt, Payout payout, DateOnly day)
    {
        var id = IdOf(payout.Provider, day);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (head, etag) = await HeadAsync(id);
            var known = await PlaceAsync(id, attempt.Reference);
            var before = head ?? new PayoutRun(payout.Provider, day, options.Value.SecondPersonAboveOf(payout.Provider));
            var (run, place) = before.Take(known?.Place, payout.Amount, options.Value.PerMinuteOf(payout.Provider), clock.GetUtcNow());
            if (run == before || await CommitAsync(id, attempt, (run, etag), (place, known?.ETag)))
            {
                return place;
            }
        }

        throw TooBusy();
    }

    private async Task LeaveAsync(PayoutAttempt attempt, Payout payout, DateOnly first, DateOnly last)
    {
        for (var day = last; day >= first && day >= last.AddDays(-MostDays); day = day.AddDays(-1))
        {
            var id = IdOf(payout.Provider, day);
            while (await PlaceAsync(id, attempt.Reference) is { } known)
            {
                var (run, etag) = await HeadAsync(id);
                if (await CommitAsync(id, attempt, (run!.Leave(known.Place), etag), (null, known.ETag)))
                {
                    break;
                }
            }
        }
    }

    private async Task<bool> CommitAsync(string id, PayoutAttempt attempt, (PayoutRun Run, string? ETag) head, (RunPlace? Place, string? ETag) place)
    {
        var row = Rows + attempt.Reference;
        var (headBody, placeBody) = (PipelineJson.Write(head.Run), PipelineJson.Write(new PayoutRunRow(attempt.Reference, attempt.Participant, attempt.Key, attempt.Attempt, place.Place ?? new(0, null, 0))));
        TableWrite headWrite = head.ETag is null ? new TableWrite.Insert(Head, headBody) : new TableWrite.Replace(Head, headBody, head.ETag);
        TableWrite placeWrite = place switch
        {
            (null, var etag) => new TableWrite.Delete(row, etag),
            (_, null) => new TableWrite.Insert(row, placeBody),
            (_, { } etag) => new TableWrite.Replace(row, placeBody, etag),
        };
        return (await tables.CommitAsync(Table, id, [headWrite, placeWrite])).Committed;
    }

    private async ValueTask<(PayoutRun? Run, string? ETag)> HeadAsync(string id) =>
        await tables.GetAsync(Table, id, Head) is { } row ? (PipelineJson.Read<PayoutRun>(row.Body), row.ETag) : (null, null);

    private async ValueTask<(RunPlace Place, string ETag)?> PlaceAsync(string id, string reference) =>
        await tables.GetAsync(Table, id, Rows + reference) is { } row ? (PipelineJson.Read<PayoutRunRow>(row.Body).Place, row.ETag) : null;

    private static StoreUnavailableException TooBusy() => new("A payout run is changed too often by others.");
}
