using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Statistics;

namespace Prakerja.Pipeline.Payments;

/// <summary>Counts somebody's first payment, in the funnel and how long it took, in the commit that shows it as paid.</summary>
internal static class FirstPayment
{
    /// <param name="seen">Their transfers.</param>
    /// <param name="key">Of the incentive; its payout is paid already.</param>
    public static void Count(ParticipantChange change, IReadOnlyList<TransferRow> seen, string key)
    {
        if (!change.Participant.Reached.Contains(Milestones.Paid))
        {
            change.Reached(Milestones.Paid);
            OnTime.Count(change, seen.FirstOrDefault(t => t.Key == PayoutLedger.ReserveKey(key, 1))?.At, key);
        }
    }
}
