using System.Globalization;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Recoveries;

namespace Prakerja.Pipeline.Admin.Recoveries;

/// <summary>POST …/{id}/proposals/{number}/approval and /refusal, by another finance person than the one who proposed it: then it takes effect, in one commit.</summary>
public sealed class DecideRecovery(ParticipantStore participants, RecoveryBook book, RecoveryIndex index, AuditTrail audit) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        Act("approve-recovery", "approval", "Approves what was proposed about a recovery, by another finance person.", ApproveAsync),
        Act("refuse-recovery", "refusal", "Refuses what was proposed about a recovery, by another finance person; a claim is dropped.", RefuseAsync),
    ];

    private Endpoint Act(string name, string act, string summary, Func<ParticipantChange, RecoveryEntry, RecoveryProposal, ValueTask> effect) =>
        new(name, "POST", $"/api/admin/recoveries/{{id}}/proposals/{{number}}/{act}", Access.Finance, call => HandleAsync(call, act, effect))
        {
            ReplayFor = TimeSpan.MaxValue, Tag = "Money", Response = typeof(RecoveryView), Summary = summary,
        };

    private async Task<Reply> HandleAsync(Call call, string act, Func<ParticipantChange, RecoveryEntry, RecoveryProposal, ValueTask> effect)
    {
        if (RecoveryId.Parse(call.Route("id")) is not { } id || !int.TryParse(call.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Problems.NotFound;
        }

        var reply = await participants.ChangeAsync(id.Participant, async change =>
        {
            await book.FoldAsync(change);
            if (change.Participant.FindRecovery(id.Number) is not { } entry)
            {
                return Problems.NotFound;
            }

            if (entry.Proposal is not { } proposal || proposal.Number != number)
            {
                return Problems.NothingProposed;
            }

            var refused = proposal.By == call.Caller.Id ? Problems.SecondPersonNeeded : act == "approval" ? RecoveryProposals.Refusal(entry.Recovery, proposal) : null;
            if (refused is not null)
            {
                return refused;
            }

            await audit.AppendAsync(call.Caller.Id, $"{act}-{proposal.Act.Word()}-{number}", $"{id}");
            change.Keep(entry with { Proposal = null });
            await effect(change, entry with { Proposal = null }, proposal);
            await book.FoldAsync(change);
            change.WakeLifecycle();
            return Reply.Ok(RecoveryView.Of(new RecoveryRow(id.Participant, change.Participant.FindRecovery(id.Number)!), change.At));
        }) ?? Problems.NotFound;
        if (reply.IsSuccess && await participants.FindAsync(id.Participant) is { } participant)
        {
            await index.MirrorAsync(participant);
        }

        return reply;
    }

    private static ValueTask ApproveAsync(ParticipantChange change, RecoveryEntry entry, RecoveryProposal proposal)
    {
        var (id, account) = (new RecoveryId(change.Before.Id, entry.Recovery.Number), LedgerAccounts.Recovery(change.Before.Id));
        var year = Wib.DateOf(change.At).Year;
        switch (proposal.Act)
        {
            case RecoveryAct.Claim:
                change.Record(id.Key, account, LedgerAccounts.TreasuryReturns(change.Participant.Award?.Year ?? year), entry.Recovery.Amount, RecoveryBook.ClaimKind, entry.Recovery.Reference, TransferState.Posted);
                break;
            case RecoveryAct.Repayment:
                change.Record($"{id.Key}-repaid-{proposal.Number}", LedgerAccounts.Repaid(proposal.Provider!), account, proposal.Amount, RecoveryBook.RepaidKind, $"{id}", TransferState.Posted);
                break;
            case RecoveryAct.WriteOff:
                change.Record($"{id.Key}-written-off", LedgerAccounts.WriteOff(year), account, entry.Recovery.Owed, RecoveryBook.WrittenOffKind, $"{id}", TransferState.Posted);
                break;
            default:
                Agree(change, entry, proposal.Months);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private static void Agree(ParticipantChange change, RecoveryEntry entry, int months)
    {
        var agreed = RecoveryLifecycle.Next(entry.Recovery, new RecoveryEvent.PlanAgreed(months, Wib.DateOf(change.At)), change.At).Value;
        change.Keep(entry with { Recovery = agreed });
        change.Notify("recovery-plan", ("amount", RecoveryBook.Text(agreed.Owed)), ("months", $"{months}"));
    }

    private static ValueTask RefuseAsync(ParticipantChange change, RecoveryEntry entry, RecoveryProposal proposal)
    {
        if (proposal.Act == RecoveryAct.Claim)
        {
            change.Keep(entry with { Recovery = RecoveryLifecycle.Next(entry.Recovery, new RecoveryEvent.Refused(), change.At).Value });
        }

        return ValueTask.CompletedTask;
    }
}
