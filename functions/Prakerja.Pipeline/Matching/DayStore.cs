using System.Text.Json.Serialization;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Matching;

public sealed record DayProposal(string By, DateTimeOffset At);

public sealed record DayClosing(string ProposedBy, DateTimeOffset ProposedAt, string ApprovedBy, DateTimeOffset ApprovedAt);

/// <summary>A day as it was last matched; as it was closed, once it is.</summary>
public sealed record DayRecord(DayFigures Figures, DateTimeOffset MatchedAt)
{
    /// <summary>One finance person wants it closed with these figures.</summary>
    public DayProposal? Proposal { get; init; }

    public DayClosing? Closed { get; init; }

    [JsonIgnore]
    public DateOnly Day => Figures.Day;

    /// <summary>Nothing that belongs to the day can come any more, or be missing: it was matched after it had ended.</summary>
    [JsonIgnore]
    public bool IsOfWholeDay => MatchedAt >= Wib.StartOf(Day.AddDays(1));
}

/// <summary>Table <c>reconciliation</c>: partition <c>days</c>, row = day; partition <c>run</c>: how far the nightly run has come.</summary>
public sealed class DayStore(ITableStore tables)
{
    public const string Table = "reconciliation";
    private const string Days = "days";
    private const string Run = "run";

    public async ValueTask<DayRecord?> FindAsync(DateOnly day) => (await ReadAsync(day)).Record;

    /// <summary>The days from and until (inclusive) that have a record.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, DayRecord>> FindAsync(DateOnly from, DateOnly until)
    {
        var found = new Dictionary<DateOnly, DayRecord>();
        await foreach (var row in tables.RowsAsync(Table, Days, new RowRange(PaymentDays.Text(from), PaymentDays.Text(until) + "~")))
        {
            var record = PipelineJson.Read<DayRecord>(row.Body);
            found[record.Day] = record;
        }

        return found;
    }

    /// <summary>Those that wait for a second person.</summary>
    public async Task<IReadOnlyList<DayRecord>> ProposedAsync()
    {
        var proposed = new List<DayRecord>();
        await foreach (var row in tables.RowsAsync(Table, Days, RowRange.All))
        {
            if (PipelineJson.Read<DayRecord>(row.Body) is { Proposal: not null } record)
            {
                proposed.Add(record);
            }
        }

        return proposed;
    }

    /// <summary>Decides and commits; again if somebody else wrote meanwhile. Nothing is written if the decision returns it as it was.</summary>
    public async Task<DayRecord?> ChangeAsync(DateOnly day, Func<DayRecord?, ValueTask<DayRecord?>> decide)
    {
        while (true)
        {
            var (before, etag) = await ReadAsync(day);
            var after = await decide(before);
            if (after is null || ReferenceEquals(after, before))
            {
                return after;
            }

            var (row, body) = (PaymentDays.Text(day), PipelineJson.Write(after));
            TableWrite write = etag is null ? new TableWrite.Insert(row, body) : new TableWrite.Replace(row, body, etag);
            if ((await tables.CommitAsync(Table, Days, [write])).Committed)
            {
                return after;
            }
        }
    }

    /// <summary>The last day that the nightly run has done; null: none yet.</summary>
    public async Task<DateOnly?> DoneUntilAsync() => (await tables.ScanAsync(Table, Run, RowRange.All, 1)).Rows is [var row] ? PipelineJson.Read<DateOnly>(row.Body) : null;

    public Task NoteDoneAsync(DateOnly until) => tables.CommitAsync(Table, Run, [new TableWrite.Upsert("until", PipelineJson.Write(until))]);

    private async ValueTask<(DayRecord? Record, string? ETag)> ReadAsync(DateOnly day) =>
        await tables.GetAsync(Table, Days, PaymentDays.Text(day)) is { } row ? (PipelineJson.Read<DayRecord>(row.Body), row.ETag) : (null, null);
}
