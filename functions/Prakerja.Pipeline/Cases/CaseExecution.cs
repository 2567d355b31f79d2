using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Cases;

/// <summary>
/// Carries out what two people decided, then closes the case. Every movement of money has a key made of the case, so doing it again after a crash changes
/// nothing; each brings to zero what the case has in suspense.
/// </summary>
public sealed class CaseExecution(
    PayoutCases cases, PaymentReferences references, PayoutOutcomes outcomes, Statements statements, SuspenseSettlement settlement, SuspenseReturns returns, RecoveryIndex recoveries, RecoveryExcess excess, ProgrammeLedger ledger,
    SettlementOutcomes settlements, RefundLines refunds)
{
    public async Task RunAsync(PayoutCase decided)
    {
        var decision = decided.Decision ?? throw new InvalidOperationException("The case is not decided.");
        var reference = await references.FindAsync(decided.Reference);
        await (decided.What switch
        {
            "no-answer" => EndUnknownAsync(reference!, decision),
            "amount-mismatch" => settlement.PaidAsync(reference!, decided.Amount, decision.Proposal),
            "returned-other-amount" => returns.SettleAsync(reference!, decided.Amount, decision.Proposal),
            "paid-twice" when decision.Proposal.Resolution == Resolutions.Recover => settlement.RecoverAsync(reference!, decided.Id, decided.Amount),
            "unmatched-line" or "unmatched-credit" when decision.Proposal.Resolution == Resolutions.Assign => AssignAsync(decided, decision.Proposal.Reference!),
            "returned-twice" or "unmatched-credit" when decision.Proposal.Resolution == Resolutions.Treasury => KeepAsync(decided, decision),
            RecoveryExcess.Case => EndExcessAsync(decided, decision),
            SettlementOutcome.OtherAmountCase => EndOtherAmountAsync(decided, reference!, decision),
            SettlementOutcome.PaidTwiceCase => settlements.UndoAsync(reference!, decision.Proposal.Resolution),
            "paid-twice" or "returned-twice" or "unmatched-line" or "unmatched-credit" => UndoAsync(decided),
            DifferenceCases.Difference => references.UpdateAsync(decided.Reference, r => Accept(r, new PaymentWord(decided.Id, r.Amount, decision.At), DifferenceCases.IsOfReturn(decided))),
            _ => Task.CompletedTask,
        });
        await cases.CloseAsync(decided.Kind, decided.Id);
    }

    /// <summary>What left and what came back are accepted each for itself; the first time stands.</summary>
    private static PaymentReference Accept(PaymentReference reference, PaymentWord accepted, bool isReturn) => isReturn
        ? reference with { AcceptedBack = reference.AcceptedBack ?? accepted } : reference with { Accepted = reference.Accepted ?? accepted };

    private async Task EndUnknownAsync(PaymentReference reference, CaseDecision decision)
    {
        if (decision.Proposal.Resolution == Resolutions.Paid)
        {
            await references.UpdateAsync(reference.Reference, r => Accept(r, new PaymentWord(Resolutions.Paid, r.Amount, decision.At), isReturn: false));
            await outcomes.ApplyAsync(reference, new PayoutOutcome(OutcomeKind.Succeeded, reference.Amount, decision.Proposal.At), partnerSaid: false);
        }
        else
        {
            await outcomes.ApplyAsync(reference, new PayoutOutcome(OutcomeKind.DeclaredDead, null, decision.At), partnerSaid: false);
        }
    }

    /// <summary>What was transferred back may have been in a statement before two people said so: then its line waits in suspense.</summary>
    private async Task EndExcessAsync(PayoutCase about, CaseDecision decision)
    {
        await excess.EndAsync(about, decision);
        await foreach (var waiting in cases.OpenAboutAsync(CaseKinds.Suspense, RecoveryId.Parse(about.Reference)!.Value.PayCode))
        {
            if (await refunds.DecideAsync(waiting) is { } line)
            {
                await RunAsync(line);
            }
        }
    }

    /// <summary>What was paid of another amount and came back whole: the attempt is dead, unless it has ended otherwise.</summary>
    private async Task EndOtherAmountAsync(PayoutCase about, PaymentReference reference, CaseDecision decision)
    {
        await UndoAsync(about);
        if (decision.Proposal.Resolution == Resolutions.Returned)
        {
            await outcomes.ApplyAsync(reference, new PayoutOutcome(OutcomeKind.DeclaredDead, null, decision.At), partnerSaid: false);
        }
    }

    /// <summary>The same movement the other way round.</summary>
    private async Task UndoAsync(PayoutCase about)
    {
        var posted = await PostedAsync(about);
        await ledger.PostAsync(about.Id + SettlementSuspense.Undone, posted.Credit, posted.Debit, posted.Amount, SuspenseSettlement.Kind, posted.Reference);
    }

    /// <summary>Cash that is on our account goes to the state.</summary>
    private async Task KeepAsync(PayoutCase about, CaseDecision decision)
    {
        var posted = await PostedAsync(about);
        var year = Wib.DateOf(decision.At).Year;
        await ledger.PostAsync($"{about.Id}-kept", LedgerAccounts.Suspense, LedgerAccounts.TreasuryReturns(year), posted.Amount, SuspenseSettlement.Kind, posted.Reference);
    }

    /// <summary>Out of suspense, and into the statement of the reference it belongs to: what that makes of it is decided there.</summary>
    private async Task AssignAsync(PayoutCase about, string reference)
    {
        await UndoAsync(about);
        var line = new StatementLine(reference, about.Amount, about.Since ?? about.OpenedAt) { IsCredit = about.What == "unmatched-credit", Entry = about.Id, IsAssigned = true };
        await (await recoveries.FindAsync(reference) is { } recovery
            ? statements.ApplyAsync(line with { Reference = recovery.PayCode }, DayItem.ProviderOf(await PostedAsync(about)), isPartners: true)
            : statements.ApplyAsync(line, isPartners: true));
    }

    private async Task<TransferRow> PostedAsync(PayoutCase about) => await ledger.FindAsync(about.Id) ?? throw new InvalidOperationException("A case in suspense has no transfer.");
}
