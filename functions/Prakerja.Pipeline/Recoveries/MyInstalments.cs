using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Recoveries;

/// <param name="Instalments">2-12, monthly.</param>
/// <param name="Reason">Needed from staff.</param>
public sealed record InstalmentsRequest(int? Instalments, string? Reason = null)
{
    public static LocalText Wrong { get; } = new($"{InstalmentPlan.Fewest} sampai {InstalmentPlan.Most}.", $"{InstalmentPlan.Fewest} to {InstalmentPlan.Most}.");
}

/// <summary>POST /api/me/recoveries/{id}/instalments: asks to repay month by month; a finance person decides.</summary>
public sealed class MyInstalments(RecoveryProposals proposals, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("request-instalments", "POST", "/api/me/recoveries/{id}/instalments", Access.Applicant, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, SuccessStatus = 202, Tag = "Payments", Request = typeof(InstalmentsRequest), Response = typeof(MyRecoveryView),
            Summary = "Asks to repay in 2-12 monthly instalments; a finance person decides. The last one asked for counts.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<InstalmentsRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var months = fields.Need("instalments", request.Instalments);
        fields.Check("instalments", request.Instalments is null || InstalmentPlan.Allows(months), InstalmentsRequest.Wrong);
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (RecoveryId.Parse(call.Route("id")) is not { } id || id.Participant != call.Caller.Id)
        {
            return Problems.NotFound;
        }

        var proposal = new RecoveryProposal(0, RecoveryAct.Instalments, call.Caller.Id, clock.GetUtcNow(), "", Months: months);
        var (row, refused) = await proposals.ProposeAsync(id, proposal, _ => Task.CompletedTask);
        return refused is not null ? refused : Reply.Accepted(MyRecoveryView.Of(id.Participant, row!.Entry, Wib.DateOf(clock.GetUtcNow())));
    }
}
