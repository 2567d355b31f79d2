using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <summary>Finds and replaces purchases in a participant's list.</summary>
public static class Purchases
{
    public static Purchase? FindPurchase(this Participant participant, string redeemCode) =>
        participant.Purchases.FirstOrDefault(p => p.RedeemCode == redeemCode);

    public static void Replace(this ParticipantChange change, Purchase purchase) => change.Participant = change.Participant with
    {
        Purchases = [.. change.Participant.Purchases.Select(p => p.RedeemCode == purchase.RedeemCode ? purchase : p)],
    };
}
