using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Pipeline;

namespace Prakerja.Local.Sandbox.Webhooks;

/// <summary>What a partner reports.</summary>
/// <param name="Id">The <c>webhook-id</c>, the same at every delivery.</param>
/// <param name="ClientCode">Of the partner that signs it.</param>
/// <param name="Path">Where it is sent.</param>
internal sealed record Webhook(string Id, string ClientCode, string Path, string Type, DateTimeOffset At, JsonElement Data)
{
    public const string Payments = "/api/webhooks/payments";
    public const string Training = "/api/webhooks/training";

    /// <summary>An event whose id follows from what happened: reporting it twice is one report.</summary>
    public static Webhook Of<T>(string clientCode, string path, string type, string subject, DateTimeOffset at, T data)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{clientCode}\n{type}\n{subject}")).AsSpan(0, 16));
        return new Webhook("msg_" + id, clientCode, path, type, at, JsonSerializer.SerializeToElement(data, PipelineJson.Options));
    }
}

/// <summary>Delivers webhooks of partners, signed as Standard Webhooks says.</summary>
internal interface IWebhookSender
{
    /// <summary>Plans the delivery; durable when the task completes, tried until it is taken or refused for good.</summary>
    Task SendAsync(Webhook webhook);
}

/// <summary>Back-off on the host's clock after an answer that is the receiver's fault; refusals (4xx) are final.</summary>
internal sealed class WebhookSender(OutsideJobs jobs, InProcessHttp http, SandboxPartners partners, TimeProvider clock, ILogger<WebhookSender> log)
    : IWebhookSender, IJobHandler
{
    public const string JobKind = "webhook";
    private const int MaxAttempts = 40;
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);

    public string Kind => JobKind;

    public static OutsideJob JobOf(Webhook webhook) => OutsideJob.Of(JobKind, webhook.Id, webhook.At, webhook);

    public Task SendAsync(Webhook webhook) => jobs.PlanAsync(JobOf(webhook));

    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        var webhook = job.Read<Webhook>();
        var answer = await DeliverAsync(webhook);
        if (answer.IsSuccess)
        {
            return null;
        }

        if (answer.Status is >= 400 and < 500 and not (408 or 409 or 429))
        {
            Log.WebhookRefused(log, webhook.Id, webhook.ClientCode, answer.Status, Encoding.UTF8.GetString(answer.Body.Span));
            return null;
        }

        if (job.Attempt + 1 >= MaxAttempts)
        {
            Log.WebhookGivenUp(log, webhook.Id, webhook.ClientCode, MaxAttempts, answer.Status);
            return null;
        }

        var backOff = TimeSpan.FromSeconds(1L << Math.Min(job.Attempt, 12));
        return clock.GetUtcNow() + (backOff < LongestBackOff ? backOff : LongestBackOff);
    }

    private Task<InProcessAnswer> DeliverAsync(Webhook webhook)
    {
        var partner = partners.Find(webhook.ClientCode) ?? throw new InvalidOperationException($"There is no partner {webhook.ClientCode}.");
        var body = PipelineJson.Write(new WebhookBody(webhook.Type, webhook.At, webhook.Data));
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return http.CallAsync("POST", webhook.Path, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_code"] = partner.ClientCode,
            ["webhook-id"] = webhook.Id,
            ["webhook-timestamp"] = timestamp,
            ["webhook-signature"] = Sign(partner.WebhookSecret, webhook.Id, timestamp, body),
        }, body);
    }

    private static string Sign(string secret, string id, string timestamp, byte[] body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret["whsec_".Length..]));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }

    private sealed record WebhookBody(string Type, DateTimeOffset Timestamp, JsonElement Data);
}
