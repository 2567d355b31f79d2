using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Partners;

namespace Prakerja.Local.Sandbox.Webhooks;

/// <summary>What a partner sends, signed as Standard Webhooks says.</summary>
/// <param name="Id">The <c>webhook-id</c>, the same at every delivery.</param>
internal sealed record SignedMessage(string Id, string ClientCode, string Path, string ContentType, byte[] Body);

/// <summary>Delivers until it is taken: back-off on the host's clock after an answer that is the receiver's fault; refusals (4xx) are final.</summary>
internal sealed class SignedDelivery(InProcessHttp http, SandboxPartners partners, TimeProvider clock, ILogger<SignedDelivery> log)
{
    private const int MaxAttempts = 40;
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);

    /// <summary>Null: taken, or refused for good. Otherwise when to try again.</summary>
    public async Task<DateTimeOffset?> RunAsync(OutsideJob job, SignedMessage message)
    {
        var answer = await SendAsync(message);
        if (answer.IsSuccess)
        {
            return null;
        }

        if (answer.Status is >= 400 and < 500 and not (408 or 409 or 429))
        {
            Log.WebhookRefused(log, message.Id, message.ClientCode, answer.Status, Encoding.UTF8.GetString(answer.Body.Span));
            return null;
        }

        if (job.Attempt + 1 >= MaxAttempts)
        {
            Log.WebhookGivenUp(log, message.Id, message.ClientCode, MaxAttempts, answer.Status);
            return null;
        }

        var backOff = TimeSpan.FromSeconds(1L << Math.Min(job.Attempt, 12));
        return clock.GetUtcNow() + (backOff < LongestBackOff ? backOff : LongestBackOff);
    }

    private Task<InProcessAnswer> SendAsync(SignedMessage message)
    {
        var partner = partners.Find(message.ClientCode) ?? throw new InvalidOperationException($"There is no partner {message.ClientCode}.");
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return http.CallAsync("POST", message.Path, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Content-Type"] = message.ContentType,
            ["client_code"] = partner.ClientCode,
            ["webhook-id"] = message.Id,
            ["webhook-timestamp"] = timestamp,
            ["webhook-signature"] = Sign(partner.WebhookSecret, message.Id, timestamp, message.Body),
        }, message.Body);
    }

    private static string Sign(string secret, string id, string timestamp, byte[] body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret["whsec_".Length..]));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
