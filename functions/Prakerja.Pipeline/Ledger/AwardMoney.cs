using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Ledger;

/// <summary>What a place that came free has left to give.</summary>
/// <param name="Released">Whole Rupiah of the place's total that the year's budget has, again or still.</param>
/// <param name="IsWhole">Nothing was spent: the place can be given to somebody else without new money.</param>
public sealed record AwardMoney(long Released, bool IsWhole)
{
    /// <summary>A place nobody was awarded.</summary>
    public static AwardMoney Unspent(Scheme scheme) => new(scheme.Total, true);

    /// <summary>
    /// Where unused money goes: while others can still use it, that of a lost award to the shard of the budget it came from; after the day the balance
    /// expires, and from everybody who keeps the award, back to the state.
    /// </summary>
    public static string ReturnsTo(Participant participant, DateTimeOffset at) =>
        participant is { State: ParticipantState.Revoked or ParticipantState.Withdrawn, Award: { } award } && !Wib.HasPassed(new SchemeYear(award.Year).BalanceExpires, at)
            ? BudgetOf(award, participant.Id)
            : LedgerAccounts.TreasuryReturns(participant.Award!.Year);

    /// <summary>Where an award's money comes from: the part of the year's budget in the participant's own shard.</summary>
    public static string BudgetOf(Award award, string participant) => LedgerAccounts.Budget(award.Year, ParticipantKeys.Shard(participant));

    /// <summary>From the participant's own transfers. What their accounts still hold is not released yet, but not spent either.</summary>
    public static AwardMoney Of(Award award, string participant, IEnumerable<TransferRow> transfers)
    {
        var total = SchemeTable.Find(award.Scheme)!.Total;
        var balances = Balances.Of(transfers.Select(t => t.ToTransfer()));
        var released = total + balances[BudgetOf(award, participant)].Posted;
        var held = balances[LedgerAccounts.Training(participant)].Available + balances[LedgerAccounts.Incentive(participant)].Available;
        return new AwardMoney(released, released + held == total);
    }
}
