using System.Globalization;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <summary>DELETE /api/me/purchases/{redeemCode}: within the window, the price returns to the balance.</summary>
public sealed class CancelPurchase(ParticipantStore participants, TrainingMoney money) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("cancel-purchase", "DELETE", "/api/me/purchases/{redeemCode}", Access.Applicant, HandleAsync)
        {
            Tag = "Training", Response = typeof(PurchaseAnswer),
            Summary = "Cancels a purchase until 3 days after it and 3 days before the start; the price returns to the balance.",
        },
    ];

    /// <summary>Marks it cancelled, gives the money back and tells the participant and the partners.</summary>
    public static async ValueTask CancelAsync(ParticipantChange change, Purchase purchase, TrainingMoney money)
    {
        change.Replace(purchase with { State = PurchaseState.Cancelled, CancelledAt = change.At });
        await money.VoidAsync(change, purchase);
        change.Notify("purchase-cancelled", ("redeemCode", purchase.RedeemCode), ("amount", purchase.Price.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '.')));
        PartnerFeed.Tell(change, purchase, "cancelled");
    }

    private Task<Reply> HandleAsync(Call call)
    {
        var code = RedeemCodes.Normalise(call.Route("redeemCode"));
        return participants.ChangeAsync(call, async change =>
        {
            if (code is null || change.Participant.FindPurchase(code) is not { } purchase)
            {
                return Problems.NotFound;
            }

            if (purchase.State == PurchaseState.Cancelled)
            {
                return AnswerOf(change, purchase);
            }

            if (PurchaseRules.CancelProblem(change.Participant, purchase, change.At) is { } refused)
            {
                return refused;
            }

            var wasOnly = PurchaseRules.IsOnlyLive(change.Participant, purchase);
            await CancelAsync(change, purchase, money);
            if (wasOnly && change.Allows(LifecycleEvent.FirstPurchaseCancelled))
            {
                change.Apply(LifecycleEvent.FirstPurchaseCancelled);
            }

            return AnswerOf(change, purchase);
        });
    }

    private static Reply AnswerOf(ParticipantChange change, Purchase purchase) =>
        Reply.Ok(new PurchaseAnswer(purchase.RedeemCode, purchase.InvoiceCode, purchase.Price, change.Participant.TrainingBalance));
}
