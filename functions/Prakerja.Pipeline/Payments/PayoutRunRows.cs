using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>An attempt in a run.</summary>
public sealed record PayoutRunRow(string Reference, string Participant, string Key, int Attempt, RunPlace Place);

/// <summary>Reads and writes the rows of <see cref="PayoutRuns"/>.</summary>
internal sealed class PayoutRunRows(ITableStore tables)
{
    /// <summary>A run and one place in it, together; null place: it is given up. False: somebody else changed one of them.</summary>
    public async Task<bool> CommitAsync(string id, PayoutAttempt attempt, (PayoutRun Run, string? ETag) head, (RunPlace? Place, string? ETag) place)
    {
        var row = PayoutRuns.Rows + attempt.Reference;
        var (headBody, placeBody) = (PipelineJson.Write(head.Run), PipelineJson.Write(new PayoutRunRow(attempt.Reference, attempt.Participant, attempt.Key, attempt.Attempt, place.Place ?? new(0, null, 0))));
        TableWrite headWrite = head.ETag is null ? new TableWrite.Insert(PayoutRuns.Head, headBody) : new TableWrite.Replace(PayoutRuns.Head, headBody, head.ETag);
        TableWrite placeWrite = place switch
        {
            (null, var etag) => new TableWrite.Delete(row, etag),
            (_, null) => new TableWrite.Insert(row, placeBody),
            (_, { } etag) => new TableWrite.Replace(row, placeBody, etag),
        };
        return (await tables.CommitAsync(PayoutRuns.Table, id, [headWrite, placeWrite])).Committed;
    }

    public async ValueTask<(PayoutRun? Run, string? ETag)> HeadAsync(string id) =>
        await tables.GetAsync(PayoutRuns.Table, id, PayoutRuns.Head) is { } row ? (PipelineJson.Read<PayoutRun>(row.Body), row.ETag) : (null, null);

    public async ValueTask<(RunPlace Place, string ETag)?> PlaceAsync(string id, string reference) =>
        await tables.GetAsync(PayoutRuns.Table, id, PayoutRuns.Rows + reference) is { } row ? (PipelineJson.Read<PayoutRunRow>(row.Body).Place, row.ETag) : null;

    /// <summary>The runs an attempt can have a place in, back from a day, and the one it was last shown in.</summary>
    public static IEnumerable<string> RunsOf(Payout payout, DateOnly last)
    {
        var (first, shown) = (Wib.DateOf(payout.At), payout.Wait?.Run);
        if (shown is not null && PayoutRuns.Parse(shown) is { Day: var before } && before < last.AddDays(-PayoutRuns.MostDays))
        {
            yield return shown;
        }

        for (var day = last; day >= first && day >= last.AddDays(-PayoutRuns.MostDays); day = day.AddDays(-1))
        {
            yield return PayoutRuns.IdOf(payout.Provider, day);
        }
    }
}
