using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Admin.Settlements;

/// <summary>POST …/{id}/proposal by one finance person, …/approval or …/refusal by another: a settlement is paid when two people want it.</summary>
public sealed class DecideSettlement(SettlementStore store, IWorkflowClient workflows, AuditTrail audit, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        Act("propose-settlement", "proposal", "A finance person has checked the statement and proposes to pay it.", ProposeAsync),
        Act("approve-settlement", "approval", "Another finance person approves: it is paid to the account the platform has registered, now or as soon as it has one.", ApproveAsync),
        Act("refuse-settlement", "refusal", "Another finance person does not want it paid as proposed: it is open again.", RefuseAsync),
    ];

    private static Endpoint Act(string name, string act, string summary, Func<Call, Task<Reply>> handle) =>
        new(name, "POST", $"/api/admin/settlements/{{id}}/{act}", Access.Finance, handle)
        {
            Tag = "Money", Response = typeof(SettlementView), Summary = summary, ReplayFor = TimeSpan.MaxValue,
        };

    private Task<Reply> ProposeAsync(Call call) => DecideAsync(call, SettlementEvent.Proposed, s => s with { Proposed = new SettlementAct(call.Caller.Id, clock.GetUtcNow()) });

    private async Task<Reply> ApproveAsync(Call call)
    {
        var reply = await DecideAsync(call, SettlementEvent.Approved, s => s with { Approved = new SettlementAct(call.Caller.Id, clock.GetUtcNow()) });
        if (reply.IsSuccess && SettlementId.Parse(call.Route("id")) is { } id)
        {
            var run = new SettlementRun(id.Platform, id.Monday);
            await workflows.SignalAsync(SettlementNames.Settlement, run.InstanceId, run, PaymentNames.Answered, call.Cancellation);
        }

        return reply;
    }

    private Task<Reply> RefuseAsync(Call call) => DecideAsync(call, SettlementEvent.Declined, s => s with { Proposed = null });

    private async Task<Reply> DecideAsync(Call call, SettlementEvent act, Func<Settlement, Settlement> change)
    {
        Problem? problem = null;
        var settlement = SettlementId.Parse(call.Route("id")) is not { } id ? null : await store.ChangeAsync(id, async s =>
        {
            problem = Refusal(s, act, call.Caller.Id);
            if (problem is not null || IsDone(s, act, call.Caller.Id))
            {
                return s;
            }

            await audit.AppendAsync(call.Caller.Id, $"settlement-{act.Word()}", $"{s.Id}");
            return change(s.Apply(act));
        });
        return problem is not null ? problem : settlement is null ? Problems.NotFound : Reply.Ok(SettlementView.ForStaff(settlement));
    }

    private static Problem? Refusal(Settlement settlement, SettlementEvent act, string by) =>
        IsDone(settlement, act, by) ? null
        : !settlement.Allows(act) ? settlement.State == SettlementState.Open ? Problems.NothingProposed : NotNow(settlement.State)
        : act != SettlementEvent.Proposed && settlement.Proposed?.By == by ? Problems.SecondPersonNeeded
        : null;

    /// <summary>The same person said so before.</summary>
    private static bool IsDone(Settlement settlement, SettlementEvent act, string by) => act switch
    {
        SettlementEvent.Proposed => settlement.State == SettlementState.Proposed && settlement.Proposed?.By == by,
        SettlementEvent.Approved => settlement.Approved?.By == by,
        _ => false,
    };

    private static Problem NotNow(SettlementState state) => Problems.Conflict(
        "settlement-decided", new("Sudah diputuskan", "Decided already"), new($"Penyelesaian ini berstatus {state.Word()}.", $"This settlement is {state.Word()}."));
}
