using System.Globalization;
using System.Text;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Partners;

/// <summary>Calls as training partners make them.</summary>
public static class PartnerCalls
{
    public const string Platform = "platform-1";
    public const string Institution = "institution-1";
    public const string Foreign = "institution-2";
    public const string Key = "my_sign_key";
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static PipelineHarness WithPartners(this PipelineHarness harness)
    {
        harness.Partners.All.AddRange(
        [
            Of(Platform, PartnerKind.Platform), Of(Institution, PartnerKind.Institution), Of(Foreign, PartnerKind.Institution), Of("bank-1", PartnerKind.Payment),
        ]);
        return harness;
    }

    public static Partner Of(string id, PartnerKind kind) =>
        new(id, kind, $"{id}-client") { SigningKeys = [new PartnerSecret(Key)], WebhookSecrets = [new PartnerSecret(Secret)] };

    /// <summary>Signed with the legacy scheme.</summary>
    public static Task<Answer> LegacyAsync(this PipelineHarness harness, string partner, string method, string path, string body = "")
    {
        var time = Unix(harness.Now);
        var signature = LegacySignature.Of(Key, $"{partner}-client", time, method, path.Split('?')[0], Encoding.UTF8.GetBytes(body));
        return harness.SendAsync(method, path, BodyOf(body), null, ("client_code", $"{partner}-client"), ("timestamp", time), ("signature", signature));
    }

    /// <summary>Signed with Standard Webhooks.</summary>
    public static Task<Answer> WebhookAsync(this PipelineHarness harness, string partner, string id, object? body, string path = "/api/webhooks/training", string method = "POST")
    {
        var bytes = body is null ? [] : PipelineJson.Write(body);
        var time = Unix(harness.Now);
        return harness.SendAsync(method, path, body is null ? null : bytes, null,
            ("client_code", $"{partner}-client"), ("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", StandardWebhook.Of(Secret, id, time, bytes)));
    }

    public static Task<Answer> AttendedAsync(this PipelineHarness harness, string id, string code, int session, string partner = Institution) =>
        harness.WebhookAsync(partner, id, new { type = "training.attended", timestamp = harness.Now, data = new { redeemCode = code, session, attendedAt = harness.Now } });

    public static Task<Answer> CompletedAsync(this PipelineHarness harness, string id, string code, string partner = Institution) =>
        harness.WebhookAsync(partner, id, new
        {
            type = "training.completed", timestamp = harness.Now, data = new { redeemCode = code, completedAt = harness.Now, certificateNumber = "SERT-1", score = 88 },
        });

    /// <summary>applied, waiting or rejected, and why.</summary>
    public static async Task<(string State, string? Reason)> EventAsync(this PipelineHarness harness, string id, string partner = Institution)
    {
        var answer = await harness.WebhookAsync(partner, "query", null, $"/api/webhooks/training/events/{id}", "GET");
        Assert.Equal(200, answer.Status);
        return ((string)answer.Json["state"]!, (string?)answer.Json["reason"]);
    }

    public static string Unix(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static byte[]? BodyOf(string body) => body.Length == 0 ? null : Encoding.UTF8.GetBytes(body);
}
