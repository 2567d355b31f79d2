using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Partners;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>POST /api/webhooks/payments/files and …/statements: what banks and wallets report as files, signed as Standard Webhooks says.</summary>
public sealed class PaymentFilesWebhook(PartnerSignatures signatures, BankMessages messages, BankInbox inbox) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("payment-files-webhook", "POST", "/api/webhooks/payments/files", Access.Partner, FileAsync)
        {
            Body = BodyKind.Raw, BodyLimit = IsoMessage.MaxBytes, MediaTypes = ["application/xml", "text/xml"], Replayable = false, SuccessStatus = 202, Tag = "Partners",
            Headers = PartnerSignatures.WebhookHeaders,
            Summary = "ISO 20022: pain.002.001.10, camt.053.001.08, camt.029.001.09. 202 once kept; a repeat changes nothing; order does not matter. 422 names the bad element.",
        },
        new("payment-statements-webhook", "POST", "/api/webhooks/payments/statements", Access.Partner, LinesAsync)
        {
            Body = BodyKind.Raw, BodyLimit = IsoMessage.MaxBytes, MediaTypes = ["application/x-ndjson", "application/jsonl"], Replayable = false, SuccessStatus = 202,
            Tag = "Partners", Request = typeof(StatementLineData), Headers = PartnerSignatures.WebhookHeaders,
            Summary = "A wallet's statement as JSON lines: first {statement, day, page, last}, then {reference, amount, at, direction, entry}. 202 once kept; a repeat changes nothing.",
        },
    ];

    private Task<Reply> FileAsync(Call call) => TakeAsync(call, messages.CheckAsync);

    private Task<Reply> LinesAsync(Call call) => TakeAsync(call, (_, bytes) =>
        Task.FromResult<(string?, Problem?)>(messages.CheckLines(bytes) is { } problem ? (null, problem) : (BankInbox.Lines, null)));

    private async Task<Reply> TakeAsync(Call call, Func<string, ReadOnlyMemory<byte>, Task<(string? Kind, Problem? Problem)>> check)
    {
        var signed = await signatures.VerifyWebhookAsync(call);
        if (signed.Partner is not { } partner)
        {
            return signed.Problem!;
        }

        if (partner.Kind != PartnerKind.Payment)
        {
            return Problems.Forbidden;
        }

        var (kind, problem) = await check(partner.Id, call.Body);
        if (kind is null)
        {
            return problem!;
        }

        await inbox.StoreAsync(partner.Id, kind, call.Body, call.Cancellation);
        return Reply.Accepted();
    }
}
