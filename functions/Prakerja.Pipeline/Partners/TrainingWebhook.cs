using System.Text.Json.Serialization;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Partners;

public sealed record WebhookReceipt(string WebhookId);

/// <param name="State">applied, waiting, rejected.</param>
/// <param name="Reason">Always there: null, unlike elsewhere, says that there is none.</param>
public sealed record WebhookEventView(string State, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Reason);

/// <summary>POST /api/webhooks/training: what institutions and platforms report of their own courses; and what became of a report.</summary>
public sealed class TrainingWebhook(PartnerSignatures signatures, RedeemCodes codes, WebhookInbox inbox, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("training-webhook", "POST", "/api/webhooks/training", Access.Partner, HandleAsync)
        {
            Body = BodyKind.Raw, BodyLimit = 16 * 1024, Replayable = false, SuccessStatus = 202, Tag = "Partners",
            Request = typeof(TrainingReportRequest), Response = typeof(WebhookReceipt), Headers = PartnerSignatures.WebhookHeaders,
            Summary = "Standard Webhooks with the header client_code. 202 once stored; a repeat of a webhook-id changes nothing; reports out of order are kept until they can be applied.",
        },
        new("training-webhook-event", "GET", "/api/webhooks/training/events/{webhookId}", Access.Partner, GetAsync)
        {
            Tag = "Partners", Response = typeof(WebhookEventView), Headers = PartnerSignatures.EitherHeaders, Summary = "What became of a report; signed like the other calls, over an empty body.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        var signed = await signatures.VerifyWebhookAsync(call);
        if (signed.Partner is not { } partner)
        {
            return signed.Problem!;
        }

        if (call.Read<TrainingReportRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (report, problem) = TrainingReport.Parse(request, signed.MessageId!, WebhookInbox.KeyOf(signed.MessageId!), partner.Id, clock.GetUtcNow());
        return problem is not null ? problem : await TakeAsync(report!, partner);
    }

    private async Task<Reply> TakeAsync(TrainingEvent report, Partner partner)
    {
        var participant = "";
        if (report.Type != TrainingEventTypes.Ping)
        {
            if (report.RedeemCode.Length == 0 || await codes.FindAsync(report.RedeemCode) is not { } target)
            {
                return PartnerProblems.UnknownCode(422);
            }

            if (!target.IsOf(partner.Id))
            {
                return PartnerProblems.NotYours;
            }

            participant = target.Participant;
        }

        return await inbox.StoreAsync(report, participant) switch
        {
            ReportFate.Stored => Reply.Accepted(new WebhookReceipt(report.Id)),
            ReportFate.TooMany => PartnerProblems.TooManyReports,
            _ => PartnerProblems.UnknownCode(422),
        };
    }

    private async Task<Reply> GetAsync(Call call)
    {
        var signed = await signatures.VerifyAsync(call);
        if (signed.Partner is not { } partner)
        {
            return signed.Problem!;
        }

        return await inbox.FindAsync(partner.Id, WebhookInbox.KeyOf(call.Route("webhookId"))) is { } found
            ? Reply.Ok(new WebhookEventView(found.State.Word(), found.Reason))
            : Problems.NotFound;
    }
}
