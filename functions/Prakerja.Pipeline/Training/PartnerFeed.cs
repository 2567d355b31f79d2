using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Training;

/// <param name="Event">bought, cancelled or revoked.</param>
/// <param name="At">When it happened; entries are in this order.</param>
public sealed record FeedItem(
    string Event, string RedeemCode, string InvoiceCode, string CourseCode, string? ScheduleCode, string Platform, string Institution, long Price, DateTimeOffset At);

/// <summary>
/// What partners are told of purchases: append-only table <c>partnerfeed</c>, one partition per partner. A purchase's news is written in the participant's
/// transaction and carried over when the next leg runs; carrying it twice writes the same row.
/// </summary>
public sealed class PartnerFeed(ITableStore tables) : ILegRule
{
    public const string Table = "partnerfeed";

    public int Order => 900;

    public ValueTask DecideAsync(ParticipantChange change) => ValueTask.CompletedTask;

    public async Task FollowUpAsync(Participant participant)
    {
        var shard = ParticipantKeys.Shard(participant.Id);
        var news = await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix($"f|{participant.Id}|"), 50);
        foreach (var row in news.Rows)
        {
            var item = PipelineJson.Read<FeedItem>(row.Body);
            foreach (var partner in (string[])[item.Platform, item.Institution])
            {
                await tables.CommitAsync(Table, partner, [new TableWrite.Upsert(RowOf(item), row.Body)]);
            }
        }

        if (news.Rows.Count > 0)
        {
            await tables.CommitAsync(ParticipantKeys.Table, shard, [.. news.Rows.Select(r => new TableWrite.Delete(r.Row))]);
        }
    }

    /// <summary>Everything at or after a time.</summary>
    public static RowRange Since(DateTimeOffset time) => new($"{time.UtcTicks:D19}", null);

    /// <summary>Leaves the news with the change and wakes the leg that carries it.</summary>
    public static void Tell(ParticipantChange change, Purchase purchase, string what)
    {
        change.Upsert(ParticipantKeys.PartnerNews(change.Before.Id, purchase.RedeemCode, what), new FeedItem(
            what, purchase.RedeemCode, purchase.InvoiceCode, purchase.CourseCode, purchase.ScheduleCode, purchase.Platform, purchase.Institution, purchase.Price, change.At));
        change.WakeLifecycle();
    }

    private static string RowOf(FeedItem item) => $"{item.At.UtcTicks:D19}|{item.RedeemCode}|{item.Event}";
}
