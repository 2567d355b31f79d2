using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Public;

public sealed record FunnelItem(string Milestone, long Count);

public sealed record FunnelAnswer(DateTimeOffset AsOf, IReadOnlyList<FunnelItem> Items);

/// <summary>How many people reached each milestone, in order: for staff, and without any breakdown for everybody.</summary>
public sealed class Funnel(FunnelTotals totals) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-public-funnel", "GET", "/api/public/funnel", Access.Anonymous, HandleAsync) { Tag = "Public", Response = typeof(FunnelAnswer), Summary = "The funnel in total." },
        new("get-funnel", "GET", "/api/admin/funnel", Access.Operator | Access.Auditor | Access.Finance | Access.Reviewer, HandleAsync)
        {
            Tag = "Staff", Response = typeof(FunnelAnswer), Summary = "The funnel in total.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        var funnel = await totals.ReadAsync();
        return Reply.Ok(new FunnelAnswer(funnel.AsOf, [.. Milestones.All.Select(m => new FunnelItem(m, funnel.Counts[m].GetValueOrDefault("")))]));
    }
}
