using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;

namespace Prakerja.Pipeline.Cases;

/// <summary>A line that waits in suspense under a recovery's pay code while two people say that this money was transferred back: their word is about the line too.</summary>
public sealed class RefundLines(PayoutCases cases, RecoveryIndex index, RecoveryRefunds refunds, ProgrammeLedger ledger)
{
    /// <summary>Decides the case as those who decided the refund, so that it cannot be ended otherwise at the same time.</summary>
    /// <returns>The case, to be carried out; null: no refund that waits for its line is of this amount, or somebody has ended it.</returns>
    public async Task<PayoutCase?> DecideAsync(PayoutCase open)
    {
        if (open is not { What: "unmatched-line", Decision: null } || await index.FindByCodeAsync(open.Reference) is not { } id || await GivenAsync(open, id) is not { } given)
        {
            return null;
        }

        var decided = await cases.ChangeAsync(open.Kind, open.Id, c => ValueTask.FromResult(c is not { IsOpen: true, Decision: null } ? c : c with
        {
            Decision = given with { Proposal = given.Proposal with { Number = c.LastProposal + 1, Resolution = Resolutions.Assign, Reference = id.PayCode } },
            LastProposal = c.LastProposal + 1,
            Proposal = null,
        }));
        return decided is { IsOpen: true, Decision: not null } ? decided : null;
    }

    /// <summary>What was decided of the refund that the line shows.</summary>
    private async Task<CaseDecision?> GivenAsync(PayoutCase open, RecoveryId id) =>
        await ledger.FindAsync(open.Id) is { } posted && await refunds.FindUnstatedAsync(id, DayItem.ProviderOf(posted), open.Amount) is { } refund
            ? (await cases.FindAsync(CaseKinds.Suspense, RecoveryExcess.CaseOf(id, refund)))?.Decision : null;
}
