using Prakerja.Domain;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Local.Simulation;

/// <summary>Where every participant stands.</summary>
/// <param name="Standings">Final states, and for the others what they wait for.</param>
/// <param name="Unnamed">Participants whose wait has no name: none, always.</param>
internal sealed record Census(IReadOnlyList<Participant> People, IReadOnlyDictionary<string, long> Standings, IReadOnlyList<string> Unnamed, int Regencies)
{
    public static async Task<Census> TakeAsync(IServiceProvider services)
    {
        var tables = services.GetRequiredService<ITableStore>();
        var people = new List<Participant>();
        foreach (var shard in ParticipantKeys.Shards)
        {
            string? continuation = null;
            do
            {
                var page = await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix("p|"), 1000, continuation);
                people.AddRange(page.Rows.Select(r => PipelineJson.Read<Participant>(r.Body)));
                continuation = page.Continuation;
            }
            while (continuation is not null);
        }

        var standings = people.GroupBy(p => StandingOf(p) ?? "?", StringComparer.Ordinal).ToDictionary(g => g.Key, g => (long)g.Count(), StringComparer.Ordinal);
        var regencies = people.Select(p => p.Facts.Profile?.Regency).Where(r => r is not null).Distinct(StringComparer.Ordinal).Count();
        return new Census(people, standings, [.. people.Where(p => StandingOf(p) is null).Select(p => $"{p.Id} {p.State}")], regencies);
    }

    /// <summary>A final state or a named wait; null where neither.</summary>
    private static string? StandingOf(Participant person) => person.State switch
    {
        ParticipantState.Completed or ParticipantState.Revoked or ParticipantState.Withdrawn => $"final: {person.State.Word()}",
        ParticipantState.Refused => "waits: refused, may correct or complain",
        ParticipantState.Registered when !person.Contacts.EmailProven && person.Contacts.PhoneVerifiedAt is null => "waits: address not proven",
        ParticipantState.Registered when !RegistrationProgress.AllStepsDone(person) => "waits: registration steps open",
        ParticipantState.Registered => "waits: correction after a mismatch",
        ParticipantState.Verifying => "waits: identity check",
        ParticipantState.Verified when person.Test.SubmittedAt is null => "waits: test not taken",
        ParticipantState.Verified or ParticipantState.Candidate => "waits: next batch",
        ParticipantState.Selected or ParticipantState.Training when person.Wake != person.Leg => null,
        ParticipantState.Selected => "waits: first purchase",
        ParticipantState.Training => "waits: training or incentives",
        _ => null,
    };
}
