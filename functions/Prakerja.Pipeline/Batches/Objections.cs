using Prakerja.Domain.Complaints;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Complaints;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>
/// Objections to a batch's entries (draw.md): complaints <c>drawEntry</c>, filed between closing and the beacon's round, one a candidate. Table
/// <c>objections</c>, partition = batch, row = participant: written before the complaint is committed. The batch is held where one is not decided when the
/// round is due, and where one was upheld: entries committed to are never changed, so it is given up.
/// </summary>
public sealed class Objections(ITableStore tables, ParticipantStore participants, BatchStore batches, ComplaintStore complaints, IRandomnessBeacon beacon, TimeProvider clock)
{
    public const string Table = "objections";
    public const string Undecided = "objections-undecided";
    public const string Upheld = "objection-upheld";

    /// <summary>A complaint follows its row within moments or not at all.</summary>
    private static readonly TimeSpan CommitTime = TimeSpan.FromMinutes(2);

    public static Problem NotNow { get; } = Problems.Conflict("no-objection-now", new("Keberatan tidak dapat diajukan", "No objection can be made"),
        new(
            "Keberatan atas data undian dapat diajukan satu kali per gelombang, sejak gelombang ditutup sampai sebelum putaran keacakannya.",
            "An objection to one's entry can be made once a batch, from its closing until the round of its randomness."));

    /// <summary>Until when the batch takes objections; null: not now.</summary>
    public DateTimeOffset? Until(Batch batch) =>
        batch.Reached is BatchState.Closed or BatchState.Committed && beacon.DueAt(batch.Round) is var due && clock.GetUtcNow() < due ? due : null;

    /// <summary>By when the objection is to be decided; null if there is none to be made: not the time, or they have objected already.</summary>
    public async Task<DateTimeOffset?> AdmitAsync(string participant, string complaint)
    {
        if (await participants.FindAsync(participant) is not { Batch: { } entry } || await batches.FindAsync(entry.Batch) is not { } batch || Until(batch) is not { } due)
        {
            return null;
        }

        var row = await tables.GetAsync(Table, PartitionOf(batch.Number), participant);
        var index = new ComplaintIndex(complaint, participant, due, clock.GetUtcNow());
        return row is not null && await StandOfAsync(row) != Stand.None
            ? null
            : (await tables.CommitAsync(Table, PartitionOf(batch.Number), [BatchStore.Write(participant, index, row?.ETag)])).Committed ? due : null;
    }

    /// <summary>Whether the batch may be drawn as far as objections go; otherwise why it is to be held, or null: ask again in a moment.</summary>
    public async Task<(bool Clear, string? Bar)> CheckAsync(int batch)
    {
        var stands = new HashSet<Stand>();
        await foreach (var row in tables.RowsAsync(Table, PartitionOf(batch), RowRange.All))
        {
            stands.Add(await StandOfAsync(row));
        }

        return stands.Contains(Stand.Upheld) ? (false, Upheld) : stands.Contains(Stand.Open) ? (false, Undecided) : (!stands.Contains(Stand.Coming), null);
    }

    private static string PartitionOf(int batch) => $"{batch:D6}";

    private async Task<Stand> StandOfAsync(TableRow row)
    {
        var index = PipelineJson.Read<ComplaintIndex>(row.Body);
        return (await complaints.ReadAsync(index.Participant, index.Id))?.Complaint.State switch
        {
            null => clock.GetUtcNow() - index.IndexedAt < CommitTime ? Stand.Coming : Stand.None,
            ComplaintState.Open or ComplaintState.Appealed => Stand.Open,
            ComplaintState.Upheld or ComplaintState.AppealUpheld => Stand.Upheld,
            _ => Stand.Rejected,
        };
    }

    private enum Stand
    {
        None,
        Coming,
        Open,
        Upheld,
        Rejected,
    }
}
