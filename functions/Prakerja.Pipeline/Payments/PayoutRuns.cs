using System.Globalization;
using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Table <c>payoutruns</c>: a partition per run (provider and day, WIB) with a head row and a row per attempt, by its reference. A place and the control
/// totals change in one commit, so that taking it again changes nothing and the totals are those of the rows. The head row is written for every attempt as it
/// comes, which the pace of sending does not slow down: in one process they take turns, so that only processes race for it, and whoever loses tries again.
/// </summary>
public sealed class PayoutRuns(ITableStore tables, IOptions<PayoutOptions> options, TimeProvider clock)
{
    public const string Table = "payoutruns";
    public const string Head = "head";
    public const string Rows = "r|";

    /// <summary>How far ahead places are given, and how far back they are looked for.</summary>
    internal const int MostDays = 31;
    private const int MostTries = 100;
    private readonly PayoutRunRows rows = new(tables);
    private readonly Turns turns = new();

    public static string IdOf(string provider, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{provider}-{day:yyyyMMdd}");

    /// <summary>Provider and day of a run's id; null if it cannot be one.</summary>
    public static (string Provider, DateOnly Day)? Parse(string id) =>
        id.Split('-') is [var provider, var text] && PaymentPartners.Find(provider) is not null
        && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (provider, day) : null;

    public async ValueTask<PayoutRun?> FindAsync(string id) => (await rows.HeadAsync(id)).Run;

    /// <summary>
    /// The place of an attempt that is not sent yet, in the run of today or, where its minutes are all taken, of a later day. What an earlier day held is held.
    /// Places of days that have passed are given up after that, so that a crash in between does not release anything.
    /// </summary>
    public async Task<(string Run, RunPlace Place)> TakeAsync(PayoutAttempt attempt, Payout payout)
    {
        var today = Wib.DateOf(clock.GetUtcNow());
        var wasHeld = await WasHeldAsync(attempt, payout, today);
        for (var day = today; day <= today.AddDays(MostDays); day = day.AddDays(1))
        {
            if (await TakeAsync(attempt, payout, day, wasHeld) is { } place)
            {
                await LeaveAsync(attempt, payout, today.AddDays(-1), keepHeld: false);
                return (IdOf(payout.Provider, day), place);
            }
        }

        throw new StoreUnavailableException("No run of the next month has a free minute.");
    }

    /// <summary>Gives up the places of an attempt that will not be sent.</summary>
    /// <param name="keepHeld">It may be later: a place that is held stays, since it is what tells that two people have to release it.</param>
    public Task LeaveAsync(PayoutAttempt attempt, Payout payout, bool keepHeld = false)
    {
        var today = Wib.DateOf(clock.GetUtcNow());
        var last = payout.Wait?.Run is { } run && Parse(run) is { Day: var day } && day > today ? day : today;
        return LeaveAsync(attempt, payout, last, keepHeld);
    }

    /// <summary>Changes a run's head; null from the decision: nothing is written. The head afterwards, or null if there is no such run.</summary>
    public Task<PayoutRun?> ChangeAsync(string id, Func<PayoutRun, PayoutRun?> decide) => turns.RunAsync(id, () => ChangeInTurnAsync(id, decide));

    private async Task<PayoutRun?> ChangeInTurnAsync(string id, Func<PayoutRun, PayoutRun?> decide)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (run, etag) = await rows.HeadAsync(id);
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

    private Task<RunPlace?> TakeAsync(PayoutAttempt attempt, Payout payout, DateOnly day, bool wasHeld) =>
        turns.RunAsync(IdOf(payout.Provider, day), () => TakeInTurnAsync(attempt, payout, day, wasHeld));

    private async Task<RunPlace?> TakeInTurnAsync(PayoutAttempt attempt, Payout payout, DateOnly day, bool wasHeld)
    {
        var id = IdOf(payout.Provider, day);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (head, etag) = await rows.HeadAsync(id);
            var known = await rows.PlaceAsync(id, attempt.Reference);
            var before = head ?? new PayoutRun(payout.Provider, day, options.Value.SecondPersonAboveOf(payout.Provider));
            var (run, place) = before.Take(known?.Place, payout.Amount, options.Value.PerMinuteOf(payout.Provider), clock.GetUtcNow(), wasHeld);
            if (run == before || await rows.CommitAsync(id, attempt, (run, etag), (place, known?.ETag)))
            {
                return place;
            }
        }

        throw TooBusy();
    }

    private async Task<bool> WasHeldAsync(PayoutAttempt attempt, Payout payout, DateOnly today)
    {
        foreach (var id in PayoutRunRows.RunsOf(payout, today.AddDays(-1)))
        {
            if (await rows.PlaceAsync(id, attempt.Reference) is { } known && (await rows.HeadAsync(id)).Run!.IsHeld(known.Place))
            {
                return true;
            }
        }

        return false;
    }

    private async Task LeaveAsync(PayoutAttempt attempt, Payout payout, DateOnly last, bool keepHeld)
    {
        foreach (var id in PayoutRunRows.RunsOf(payout, last))
        {
            if (await rows.PlaceAsync(id, attempt.Reference) is { } known && !(keepHeld && known.Place.Slot is null))
            {
                await turns.RunAsync(id, () => LeaveInTurnAsync(id, attempt));
            }
        }
    }

    private async Task<bool> LeaveInTurnAsync(string id, PayoutAttempt attempt)
    {
        while (await rows.PlaceAsync(id, attempt.Reference) is { } known)
        {
            var (run, etag) = await rows.HeadAsync(id);
            if (await rows.CommitAsync(id, attempt, (run!.Leave(known.Place), etag), (null, known.ETag)))
            {
                return true;
            }
        }

        return false;
    }

    private static StoreUnavailableException TooBusy() => new("A payout run is changed too often by others.");
}
