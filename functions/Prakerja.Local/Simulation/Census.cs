using Prakerja.Pipeline;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Local.Simulation;

/// <summary>Where every participant stands.</summary>
/// <param name="Standings">Final states, and for the others what they wait for.</param>
/// <param name="Unnamed">Participants whose wait has no name or is overdue: none, always.</param>
internal sealed record Census(
    DateTimeOffset At, IReadOnlyList<Participant> People, IReadOnlyDictionary<string, long> Standings, IReadOnlyList<string> Unnamed, int Regencies)
{
    /// <summary>A batch whose beacon round came too early is drawn by a later one, once the office has let it go on.</summary>
    private static readonly TimeSpan DrawLate = TimeSpan.FromDays(3);

    /// <param name="outage">After its end a check is tried again within an hour.</param>
    public static async Task<Census> TakeAsync(ITableStore tables, BatchStore batches, DateTimeOffset now, RegistryOutage outage)
    {
        var people = await PeopleAsync(tables);
        var reviews = await tables.RowsAsync(ReviewQueue.Table, ReviewQueue.OpenPartition, RowRange.All).Select(r => PipelineJson.Read<Review>(r.Body))
            .ToDictionaryAsync(r => r.Participant, r => r.OpenedAt + SimulatedOffice.ReviewsWithin, StringComparer.Ordinal);
        var draws = (await batches.ListAsync()).Where(b => !b.IsAnnounced).ToDictionary(b => b.Number, b => b.AnnouncesAt + DrawLate);
        var standing = new Standing(now, outage.Until.AddHours(1), reviews, draws);
        var named = people.Select(p => (Person: p, Name: standing.Of(p))).ToArray();
        return new Census(
            now, people, named.GroupBy(n => n.Name ?? "?", StringComparer.Ordinal).ToDictionary(g => g.Key, g => (long)g.Count(), StringComparer.Ordinal),
            [.. named.Where(n => n.Name is null).Select(n => Describe(n.Person))],
            people.Select(p => p.Facts.Profile?.Regency).Where(r => r is not null).Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<List<Participant>> PeopleAsync(ITableStore tables)
    {
        var people = new List<Participant>();
        foreach (var shard in ParticipantKeys.Shards)
        {
            await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, shard, RowRange.Prefix("p|")))
            {
                // What is sealed is half of a row and says nothing here.
                people.Add(PipelineJson.Read<Participant>(row.Body) with { Sealed = [], WrappedKey = [] });
            }
        }

        return people;
    }

    private static string Describe(Participant person) => string.Join(
        ' ', [person.Id, $"{person.State} {person.Verification.State} {person.Account?.State} wake {person.Wake}/{person.Leg}", .. person.Payouts.Select(p => $"{p.Key}#{p.Attempt} {p.State} {p.Reason}")]);
}
