using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Training;

/// <summary>Finds the batch entry behind a lost award and gives its place back there.</summary>
public sealed class AwardedPlace(BatchPlaces places, ITableStore tables) : IPlaceReturns
{
    public async Task ReturnAsync(Participant participant)
    {
        if (participant.Award is { } award && await RegencyAsync(participant, award) is { } regency)
        {
            await places.ReturnAsync(award, regency);
        }
    }

    /// <summary>Of the entry the award came from; somebody called up out of a later batch has it in the history.</summary>
    private async ValueTask<string?> RegencyAsync(Participant participant, Award award)
    {
        if (participant.Batch is { } entry && entry.Ticket == award.Ticket)
        {
            return entry.Regency;
        }

        var row = await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant.Id), ParticipantKeys.BatchHistory(participant.Id, award.Batch));
        return row is null ? null : PipelineJson.Read<PastBatch>(row.Body).Entry is var past && past.Ticket == award.Ticket ? past.Regency : null;
    }
}
