using System.Security.Cryptography;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Verification;

/// <summary>
/// The civil registry is metered: what it confirmed is kept under a keyed hash of the facts and never asked for again; a mismatch, or a death, is asked
/// for once per try of a person, whose tries are limited, since the registry may have been corrected in between.
/// </summary>
public sealed class RegistryAnswers(ITableStore tables, ICivilRegistry registry, BlindIndex index)
{
    public const string Table = "registryanswers";

    /// <param name="mayAsk">Whether the registry may be asked anew.</param>
    /// <returns>Null if it would have to be asked and may not.</returns>
    public async Task<CivilAnswer?> CheckAsync(CivilQuery query, Participant participant, Func<Task<bool>> mayAsk, CancellationToken cancellation)
    {
        var attempt = $"{participant.Id}:{participant.Facts.Version}";
        var key = index.Of("civil-query", Convert.ToHexStringLower(SHA256.HashData(PipelineJson.Write(query))));
        await tables.CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant.Id), [new TableWrite.Upsert(ParticipantKeys.RegistryQuery(participant.Id, key), PipelineJson.Write(new { }))], cancellation);
        var row = await tables.GetAsync(Table, key[..2], key, cancellation);
        if (row is not null && PipelineJson.Read<KeptAnswer>(row.Body) is var kept && (kept.Answer is { Outcome: CivilOutcome.Match, Deceased: false } || kept.Attempt == attempt))
        {
            return kept.Answer;
        }

        if (!await mayAsk())
        {
            return null;
        }

        var answer = await registry.CheckAsync(query, cancellation);
        if (answer.Outcome != CivilOutcome.Unavailable)
        {
            await tables.CommitAsync(Table, key[..2], [new TableWrite.Upsert(key, PipelineJson.Write(new KeptAnswer(answer, attempt)))], cancellation);
        }

        return answer;
    }

    /// <summary>Forgets what was asked about somebody; another person with the same facts is asked about anew.</summary>
    public async Task ForgetAsync(string participant)
    {
        var shard = ParticipantKeys.Shard(participant);
        while (await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix(ParticipantKeys.RegistryQuery(participant, "")), TableLimits.MaxWrites) is { Rows.Count: > 0 } page)
        {
            foreach (var key in page.Rows.Select(r => r.Row[(r.Row.LastIndexOf('|') + 1)..]))
            {
                await tables.CommitAsync(Table, key[..2], [new TableWrite.Delete(key)]);
            }

            await tables.CommitAsync(ParticipantKeys.Table, shard, [.. page.Rows.Select(r => new TableWrite.Delete(r.Row))]);
        }
    }

    private sealed record KeptAnswer(CivilAnswer Answer, string Attempt);
}
