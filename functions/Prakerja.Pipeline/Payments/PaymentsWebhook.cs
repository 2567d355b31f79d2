using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Partners;

namespace Prakerja.Pipeline.Payments;

/// <summary>POST /api/webhooks/payments: what banks and wallets report, signed as Standard Webhooks says.</summary>
public sealed class PaymentsWebhook(PartnerSignatures signatures, PaymentEvents events) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("payments-webhook", "POST", "/api/webhooks/payments", Access.Partner, HandleAsync)
        {
            Body = BodyKind.Raw, BodyLimit = 16 * 1024, Replayable = false, SuccessStatus = 202, Tag = "Partners", Request = typeof(PaymentEventRequest),
            Headers = PartnerSignatures.WebhookHeaders,
            Summary = "account.verified, account.rejected, disbursement.succeeded, .failed, .returned, ping. A repeat changes nothing; order does not matter.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        var signed = await signatures.VerifyWebhookAsync(call);
        if (signed.Partner is not { } partner)
        {
            return signed.Problem!;
        }

        return partner.Kind == PartnerKind.Payment ? await events.ApplyAsync(call.Body, partner.Id) : Problems.Forbidden;
    }
}
