using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>A training partner as partners really call: legacy HMAC-SHA1 for redeem codes, Standard Webhooks for reports. Written against programme.md and the Standard Webhooks specification, not against our code.</summary>
public sealed class Partner(IServed host, JsonNode partner)
{
    private int sent;

    public static async Task<Partner> FindAsync(IServed host, string id)
    {
        var partners = await host.GetOkAsync("/sandbox/partners");
        return new Partner(host, partners.AsArray().First(p => p!["id"]!.GetValue<string>() == id)!);
    }

    public Task<HttpResponseMessage> CommitAsync(string redeemCode) => LegacyAsync("/api/v1/integration/payment/redeem-code/commit", redeemCode);

    public Task<HttpResponseMessage> StatusAsync(string redeemCode) => LegacyAsync("/api/v1/integration/payment/redeem-code/status", redeemCode);

    public Task<HttpResponseMessage> AttendedAsync(string redeemCode, int session, string? id = null) =>
        ReportAsync("training.attended", (now) => new JsonObject { ["redeemCode"] = redeemCode, ["session"] = session, ["attendedAt"] = now }, id);

    public Task<HttpResponseMessage> CompletedAsync(string redeemCode, string? id = null) => ReportAsync(
        "training.completed",
        now => new JsonObject { ["redeemCode"] = redeemCode, ["completedAt"] = now, ["certificateNumber"] = $"CERT-{redeemCode}", ["score"] = 88 }, id);

    /// <summary>What became of a report, as the partner can ask.</summary>
    public async Task<string> EventStateAsync(string id)
    {
        var path = $"/api/webhooks/training/events/{id}";
        using var response = await SignedAsync(HttpMethod.Get, path, "", $"ask-{++sent}", (await host.NowAsync()).ToUnixTimeSeconds());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Text("state");
    }

    public async Task<HttpResponseMessage> ReportAsync(string type, Func<string, JsonObject> data, string? id = null, string path = "/api/webhooks/training")
    {
        var now = await host.NowAsync();
        var time = now.ToString("yyyy-MM-ddTHH:mm:sszzz");
        var body = new JsonObject { ["type"] = type, ["timestamp"] = time, ["data"] = data(time) }.ToJsonString();
        return await WebhookAsync(path, body, id ?? $"msg-{partner["id"]}-{++sent}", now.ToUnixTimeSeconds());
    }

    public Task<HttpResponseMessage> WebhookAsync(string path, string body, string id, long timestamp) => SignedAsync(HttpMethod.Post, path, body, id, timestamp);

    private Task<HttpResponseMessage> SignedAsync(HttpMethod method, string path, string body, string id, long timestamp)
    {
        var secret = Convert.FromBase64String(partner["webhookSecret"]!.GetValue<string>()["whsec_".Length..]);
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
        return host.SendAsync(
            method, path, body.Length == 0 ? null : Json(body), null,
            ("client_code", ClientCode), ("webhook-id", id), ("webhook-timestamp", $"{timestamp}"), ("webhook-signature", signature));
    }

    private string ClientCode => partner["clientCode"]!.GetValue<string>();

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private async Task<HttpResponseMessage> LegacyAsync(string path, string redeemCode)
    {
        var body = $$"""{"redeem_code":"{{redeemCode}}"}""";
        var timestamp = (await host.NowAsync()).ToUnixTimeSeconds();
        var text = $"{ClientCode}{timestamp}POST{path}{body}";
#pragma warning disable CA5350 // The legacy scheme that partners already speak (programme.md).
        var signature = Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(partner["key"]!.GetValue<string>()), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
        return await host.SendAsync(HttpMethod.Post, path, Json(body), null, ("client_code", ClientCode), ("timestamp", $"{timestamp}"), ("signature", signature));
    }
}
