using System.Text.Json;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Payments;

/// <summary>What a payment partner reports: <c>{type, timestamp, data:{…}}</c>.</summary>
public sealed record PaymentEventRequest(string? Type, DateTimeOffset? Timestamp, PaymentEventData? Data);

/// <param name="Amount">Whole Rupiah.</param>
/// <param name="Currency">IDR, if given.</param>
public sealed record PaymentEventData(string? Reference, long? Amount, string? TransactionId, string? Reason, DateTimeOffset? At, string? Currency = null);

/// <summary>Applies what a partner reports; safe to repeat.</summary>
public sealed class PaymentEvents(PaymentReferences references, AccountAnswers accounts, PayoutOutcomes outcomes, TimeProvider clock)
{
    private static readonly Dictionary<string, OutcomeKind> Outcomes = new(StringComparer.Ordinal)
    {
        ["disbursement.succeeded"] = OutcomeKind.Succeeded, ["disbursement.failed"] = OutcomeKind.Failed, ["disbursement.returned"] = OutcomeKind.Returned,
    };

    /// <summary>202 once everything that follows from it is durable; a reference or type that is not known is 422, another provider's reference 403.</summary>
    /// <param name="provider">Whose signature the event carries.</param>
    public async Task<Reply> ApplyAsync(ReadOnlyMemory<byte> body, string provider)
    {
        PaymentEventRequest? request;
        try
        {
            request = PipelineJson.ReadStrict<PaymentEventRequest>(body.Span);
        }
        catch (JsonException e)
        {
            return Call.WrongField(e) ?? Problems.Malformed("Isi bukan peristiwa yang sah.", "The body is not a valid event.");
        }

        return request is null ? Problems.Malformed("Isi bukan peristiwa yang sah.", "The body is not a valid event.") : await ApplyAsync(request, provider);
    }

    /// <summary>The same with an event that came in another form, such as a bank's file.</summary>
    public async Task<Reply> ApplyAsync(PaymentEventRequest request, string provider)
    {
        if (request.Type == "ping")
        {
            return Reply.Accepted();
        }

        if (request.Data is not { Reference: { } named } data || await references.FindAsync(named) is not { } reference)
        {
            return Unprocessable("unknown-reference", "data.reference tidak dikenal.", "data.reference is not known.");
        }

        if (reference.Provider != provider)
        {
            return Problems.Forbidden;
        }

        return reference.Key is null ? await AnswerAsync(request.Type, reference, data) : await OutcomeAsync(request.Type, reference, data, request.Timestamp);
    }

    private async Task<Reply> AnswerAsync(string? type, PaymentReference reference, PaymentEventData data)
    {
        switch (type)
        {
            case "account.verified":
                await accounts.VerifiedAsync(reference.Participant, reference.Reference);
                return Reply.Accepted();
            case "account.rejected":
                await accounts.RejectedAsync(reference.Participant, reference.Reference, data.Reason);
                return Reply.Accepted();
            default:
                return WrongType;
        }
    }

    private async Task<Reply> OutcomeAsync(string? type, PaymentReference reference, PaymentEventData data, DateTimeOffset? timestamp)
    {
        if (type is null || !Outcomes.TryGetValue(type, out var kind))
        {
            return WrongType;
        }

        if (!TransferLimits.IsRupiah(data.Currency))
        {
            return Problems.Invalid("data.currency", new("Hanya IDR.", "IDR only."));
        }

        if (data.Amount is not { } amount || !TransferLimits.Holds(amount))
        {
            return Problems.Invalid("data.amount", new($"Rupiah bulat, 1 sampai {TransferLimits.Largest}.", $"Whole Rupiah, 1 to {TransferLimits.Largest}."));
        }

        var (now, at) = (clock.GetUtcNow(), data.At ?? timestamp);
        if (at is { } said && !MovementTimes.IsPossible(said, now))
        {
            return Problems.Invalid(data.At is null ? "timestamp" : "data.at", MovementTimes.Wrong);
        }

        await outcomes.ApplyAsync(reference, new PayoutOutcome(kind, amount, at ?? now, data.Reason));
        return Reply.Accepted();
    }

    private static Problem WrongType => Unprocessable("unknown-type", "type tidak dikenal untuk data.reference ini.", "The type is not known for this data.reference.");

    private static Problem Unprocessable(string slug, string id, string en) => new(422, slug, new("Peristiwa tidak dapat diterapkan", "The event cannot be applied"), new(id, en));
}
