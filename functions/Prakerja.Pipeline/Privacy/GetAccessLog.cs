using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Privacy;

/// <summary>GET /api/me/access-log: who of staff read what of mine, when.</summary>
public sealed class GetAccessLog(ITableStore tables) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-access-log", "GET", "/api/me/access-log", Access.Applicant, HandleAsync)
        {
            Tag = "Me", Response = typeof(Page<AccessRecord>), Summary = "Who of staff read my data, what and when; oldest first.", Query = Paging.Query,
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var (id, shard) = (call.Caller.Id, ParticipantKeys.Shard(call.Caller.Id));
        var page = await Paging.ScanAsync(tables, ParticipantKeys.Table, shard, RowRange.Prefix($"a|{id}|"), limit, cursor);
        return page.Problem ?? Reply.Ok(new Page<AccessRecord>([.. page.Rows.Select(r => PipelineJson.Read<AccessRecord>(r.Body))], page.Next));
    }
}
