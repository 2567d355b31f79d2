using System.Globalization;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Partners;

/// <summary>Who signed a call, or what was wrong with the signature.</summary>
/// <param name="MessageId">The <c>webhook-id</c>, where Standard Webhooks was used.</param>
public sealed record SignedCall(Partner? Partner, string? MessageId, Problem? Problem);

/// <summary>Authenticates partners by signature over the raw bytes; every refusal says precisely what was wrong.</summary>
public sealed class PartnerSignatures(IPartnerDirectory partners, TimeProvider clock)
{
    private static readonly HeaderParameter ClientCode = new("client_code", "Names the partner; client-code is fine.", Required: true);

    /// <summary>As <see cref="VerifyWebhookAsync"/> reads them.</summary>
    public static IReadOnlyList<HeaderParameter> WebhookHeaders { get; } =
    [
        ClientCode, new("webhook-id", "1-128 printable ASCII; the same for a repeat.", Required: true), new("webhook-timestamp", "Unix seconds, at most 5 minutes off.", Required: true),
        new("webhook-signature", "v1, and base64 of HMAC-SHA256(secret, id.timestamp.body), over the raw body.", Required: true),
    ];

    /// <summary>As <see cref="VerifyAsync"/> reads them: those of one scheme or of the other.</summary>
    public static IReadOnlyList<HeaderParameter> EitherHeaders { get; } =
    [
        ClientCode, new("timestamp", "Legacy scheme: Unix seconds, at most 5 minutes off."),
        new("signature", "Legacy scheme: lower-case hex of HMAC-SHA1(key, client_code + timestamp + method + path + raw body)."),
        .. WebhookHeaders.Skip(1).Select(h => h with { Required = false, Description = $"Standard Webhooks: {h.Description}" }),
    ];

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Either scheme: Standard Webhooks where its headers are, otherwise the legacy one.</summary>
    public Task<SignedCall> VerifyAsync(Call call) =>
        call.Header("webhook-signature") is null && call.Header("webhook-id") is null ? VerifyLegacyAsync(call) : VerifyWebhookAsync(call);

    /// <summary>Headers <c>client_code</c>, <c>timestamp</c>, <c>signature</c> (<c>-</c> for <c>_</c> is fine).</summary>
    public async Task<SignedCall> VerifyLegacyAsync(Call call)
    {
        if (call.Header("timestamp") is not { } timestamp)
        {
            return Refused(SignatureProblems.MissingHeader("timestamp"));
        }

        if (call.Header("signature") is not { } given)
        {
            return Refused(SignatureProblems.MissingHeader("signature"));
        }

        var (partner, problem) = await PartnerOfAsync(call);
        return partner is null ? Refused(problem!)
            : !partner.LegacyAllowed ? Refused(SignatureProblems.LegacyOff)
            : TimestampProblem("timestamp", timestamp) is { } stale ? Refused(stale)
            : Legacy(call, partner, timestamp, given);
    }

    /// <summary>Headers <c>client_code</c>, <c>webhook-id</c>, <c>webhook-timestamp</c>, <c>webhook-signature</c>.</summary>
    public async Task<SignedCall> VerifyWebhookAsync(Call call)
    {
        foreach (var header in (string[])["webhook-id", "webhook-timestamp", "webhook-signature"])
        {
            if (call.Header(header) is null)
            {
                return Refused(SignatureProblems.MissingHeader(header));
            }
        }

        var (id, timestamp) = (call.Header("webhook-id")!, call.Header("webhook-timestamp")!);
        if (id.Length is 0 or > 128 || id.Any(c => c is <= ' ' or > '~'))
        {
            return Refused(SignatureProblems.BadMessageId);
        }

        var (partner, problem) = await PartnerOfAsync(call);
        return partner is null ? Refused(problem!)
            : TimestampProblem("webhook-timestamp", timestamp) is { } stale ? Refused(stale)
            : Webhook(call, partner, id, timestamp);
    }

    private SignedCall Legacy(Call call, Partner partner, string timestamp, string given)
    {
        var keys = Valid(partner.SigningKeys);
        bool Matches(string path, byte[] body) => keys.Any(key =>
            LegacySignature.Matches(LegacySignature.Of(key.Value, partner.ClientCode, timestamp, call.Method, path, body), given));

        return keys.Length == 0 ? Refused(SignatureProblems.NoSecret)
            : Matches(call.RawPath, call.Body.ToArray()) ? new SignedCall(partner, null, null)
            : Refused(SignatureProblems.Mismatch(MismatchHints.Find(call.RawPath, call.Body, Matches)));
    }

    private SignedCall Webhook(Call call, Partner partner, string id, string timestamp)
    {
        var secrets = Valid(partner.WebhookSecrets);
        var given = call.Header("webhook-signature")!;
        return secrets.Length == 0 ? Refused(SignatureProblems.NoSecret)
            : secrets.Any(s => StandardWebhook.Matches(StandardWebhook.Of(s.Value, id, timestamp, call.Body.Span), given)) ? new SignedCall(partner, id, null)
            : Refused(SignatureProblems.Mismatch(new(
                "Tandatangani id.timestamp.isi dengan isi yang dikirim byte demi byte, dan tulis v1, di depan base64-nya.",
                "Sign id.timestamp.body with the body exactly as sent, and write v1, before the base64.")));
    }

    private async ValueTask<(Partner? Partner, Problem? Problem)> PartnerOfAsync(Call call)
    {
        if ((call.Header("client_code") ?? call.Header("client-code")) is not { Length: > 0 } code)
        {
            return (null, SignatureProblems.MissingHeader("client_code"));
        }

        return await partners.FindByClientCodeAsync(code, call.Cancellation) is { } partner ? (partner, null) : (null, SignatureProblems.UnknownClient);
    }

    private Problem? TimestampProblem(string header, string text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sent))
        {
            return SignatureProblems.BadTimestamp(header);
        }

        var now = clock.GetUtcNow();
        return Math.Abs(now.ToUnixTimeSeconds() - (double)sent) > Tolerance.TotalSeconds ? SignatureProblems.Stale(now, sent) : null;
    }

    private PartnerSecret[] Valid(IEnumerable<PartnerSecret> secrets) => [.. secrets.Where(s => s.HoldsAt(clock.GetUtcNow()))];

    private static SignedCall Refused(Problem problem) => new(null, null, problem);
}
