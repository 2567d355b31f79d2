using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Partners;

/// <summary>What became of a report that came in.</summary>
public enum ReportFate
{
    /// <summary>There is no such purchase any more.</summary>
    NoSuchPurchase,

    Stored,

    /// <summary>The participant has as many as are kept.</summary>
    TooMany,
}

/// <summary>
/// Stores reports once per partner and <c>webhook-id</c>. The index row (table <c>webhookevents</c>) says in whose partition the report is; it is written
/// first, so a crash between the two is repaired when the partner sends again.
/// </summary>
public sealed class WebhookInbox(ITableStore tables, ParticipantStore participants)
{
    public const string Table = "webhookevents";

    /// <summary>Most reports kept of one participant's courses: our rule. All of them are read whenever one arrives.</summary>
    public const int MostPerParticipant = 500;

    /// <summary>Hash of a <c>webhook-id</c>, fit for row keys.</summary>
    public static string KeyOf(string webhookId) => ShortHash.Of(webhookId);

    /// <summary>Durable when this completes; a report whose id is known changes nothing, nor one on a course that was over when its owner was erased.</summary>
    /// <param name="participant">Whose purchase it is; empty for a ping.</param>
    public async Task<ReportFate> StoreAsync(TrainingEvent report, string participant)
    {
        if (await participants.FindAsync(participant) is { ErasedAt: not null } erased && erased.FindPurchase(report.RedeemCode) is { State: not (PurchaseState.Bought or PurchaseState.Committed) })
        {
            return ReportFate.Stored;
        }

        var known = await ClaimAsync(report, participant);
        if (participant.Length == 0 || await IsStoredAsync(known.Participant, report))
        {
            return ReportFate.Stored;
        }

        if (known.Participant != participant)
        {
            await tables.CommitAsync(Table, Partition(report.Key), [new TableWrite.Upsert(Row(report.Partner, report.Key), PipelineJson.Write(new Entry(participant)))]);
        }

        return await participants.ChangeAsync(participant, async change =>
        {
            if (change.Participant.FindPurchase(report.RedeemCode) is null)
            {
                return ReportFate.NoSuchPurchase;
            }

            if (!await IsStoredAsync(participant, report))
            {
                if (change.Participant.TrainingEvents >= MostPerParticipant)
                {
                    return ReportFate.TooMany;
                }

                change.Insert(ParticipantKeys.TrainingEvent(participant, report.Partner, report.Key), change.Participant.ErasedAt is null ? report : report.Erased());
                change.Participant = change.Participant with { TrainingEvents = change.Participant.TrainingEvents + 1 };
                change.WakeLifecycle();
            }

            return ReportFate.Stored;
        });
    }

    public Task ForgetAsync(TrainingEvent report) => tables.CommitAsync(Table, Partition(report.Key), [new TableWrite.Delete(Row(report.Partner, report.Key))]);

    /// <summary>The report as it stands, or null; a ping reads as applied.</summary>
    public async ValueTask<(TrainingEventState State, string? Reason)?> FindAsync(string partner, string key)
    {
        if (await tables.GetAsync(Table, Partition(key), Row(partner, key)) is not { } index)
        {
            return null;
        }

        var participant = PipelineJson.Read<Entry>(index.Body).Participant;
        if (participant.Length == 0)
        {
            return (TrainingEventState.Applied, null);
        }

        var row = await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), ParticipantKeys.TrainingEvent(participant, partner, key));
        return row is null ? null : PipelineJson.Read<TrainingEvent>(row.Body) is var report ? (report.State, report.Reason) : null;
    }

    private async Task<Entry> ClaimAsync(TrainingEvent report, string participant)
    {
        var entry = new Entry(participant);
        var insert = new TableWrite.Insert(Row(report.Partner, report.Key), PipelineJson.Write(entry));
        if ((await tables.CommitAsync(Table, Partition(report.Key), [insert])).Committed)
        {
            return entry;
        }

        var row = await tables.GetAsync(Table, Partition(report.Key), Row(report.Partner, report.Key));
        return row is null ? entry : PipelineJson.Read<Entry>(row.Body);
    }

    private async ValueTask<bool> IsStoredAsync(string participant, TrainingEvent report) => participant.Length == 0
        || await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), ParticipantKeys.TrainingEvent(participant, report.Partner, report.Key)) is not null;

    private static string Partition(string key) => key[..2];

    private static string Row(string partner, string key) => $"{partner}|{key}";

    private sealed record Entry(string Participant);
}
