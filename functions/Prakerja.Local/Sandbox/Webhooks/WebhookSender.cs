using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Prakerja.Local.Sandbox.Jobs;
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
    public static Webhook Of<T>(string clientCode, string path, string type, string subject, DateTimeOffset at, T data) =>
        new(IdOf(clientCode, type, subject), clientCode, path, type, at, JsonSerializer.SerializeToElement(data, PipelineJson.Options));

    /// <summary>An id made of what it is about.</summary>
    public static string IdOf(string clientCode, string type, string subject) =>
        "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{clientCode}\n{type}\n{subject}")).AsSpan(0, 16));
}

/// <summary>Delivers webhooks of partners, signed as Standard Webhooks says.</summary>
internal interface IWebhookSender
{
    /// <summary>Plans the delivery; durable when the task completes, tried until it is taken or refused for good.</summary>
    Task SendAsync(Webhook webhook);
}

internal sealed class WebhookSender(OutsideJobs jobs, SignedDelivery delivery) : IWebhookSender, IJobHandler
{
    public const string JobKind = "webhook";

    public string Kind => JobKind;

    public static OutsideJob JobOf(Webhook webhook) => OutsideJob.Of(JobKind, webhook.Id, webhook.At, webhook);

    public Task SendAsync(Webhook webhook) => jobs.PlanAsync(JobOf(webhook));

    public Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        var webhook = job.Read<Webhook>();
        var body = PipelineJson.Write(new WebhookBody(webhook.Type, webhook.At, webhook.Data));
        return delivery.RunAsync(job, new SignedMessage(webhook.Id, webhook.ClientCode, webhook.Path, "application/json", body));
    }

    private sealed record WebhookBody(string Type, DateTimeOffset Timestamp, JsonElement Data);
}
