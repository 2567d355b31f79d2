using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Platforms and payment partners; they sign their requests.</summary>
public sealed class PartnersFunctions(HttpRunner http)
{
    [Function("put-course")]
    public Task<IResult> PutCourse([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/partners/courses/{courseCode}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("put-course", request, durable);

    [Function("partner-redeem-codes")]
    public Task<IResult> PartnerRedeemCodes([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/partners/redeem-codes")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("partner-redeem-codes", request, durable);

    [Function("redeem-code-commit")]
    public Task<IResult> RedeemCodeCommit([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/integration/payment/redeem-code/commit")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("redeem-code-commit", request, durable);

    [Function("redeem-code-status")]
    public Task<IResult> RedeemCodeStatus([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/integration/payment/redeem-code/status")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("redeem-code-status", request, durable);

    [Function("payments-webhook")]
    public Task<IResult> PaymentsWebhook([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/payments")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("payments-webhook", request, durable);

    [Function("payment-files-webhook")]
    public Task<IResult> PaymentFilesWebhook([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/payments/files")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("payment-files-webhook", request, durable);

    [Function("payment-statements-webhook")]
    public Task<IResult> PaymentStatementsWebhook([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/payments/statements")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("payment-statements-webhook", request, durable);

    [Function("training-webhook")]
    public Task<IResult> TrainingWebhook([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/training")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("training-webhook", request, durable);

    [Function("training-webhook-event")]
    public Task<IResult> TrainingWebhookEvent([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/webhooks/training/events/{webhookId}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("training-webhook-event", request, durable);
}
