using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline;

namespace Prakerja.Local.Sandbox.Autoplay;

/// <summary>A schedule as the catalogue shows it.</summary>
internal sealed record PlayedSchedule(DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Sessions);

/// <summary>What the institution does for one buyer: takes the redeem code up when the course starts, reports each session, then the certificate.</summary>
internal sealed class TrainingPlay(OutsideJobs jobs, IWebhookSender webhooks, InProcessHttp http, SandboxPartners partners, TimeProvider clock) : IJobHandler
{
    private const string CommitPath = "/api/v1/integration/payment/redeem-code/commit";
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    public string Kind => "redeem";

    public async Task PlanAsync(string code, string institution, PlayedSchedule schedule)
    {
        await jobs.PlanAsync(OutsideJob.Of(Kind, code, schedule.StartsAt, institution));
        var step = (schedule.EndsAt - schedule.StartsAt) / schedule.Sessions;
        for (var session = 1; session <= schedule.Sessions; session++)
        {
            var at = schedule.StartsAt + (step * session);
            await webhooks.SendAsync(Webhook.Of(institution, Webhook.Training, "training.attended", $"{code}:{session}", at, new Attended(code, session, at)));
        }

        var completed = schedule.EndsAt + Later;
        await webhooks.SendAsync(Webhook.Of(
            institution, Webhook.Training, "training.completed", code, completed, new Completed(code, completed, $"CERT-{code}", 88)));
    }

    /// <summary>Signed as institutions already sign (programme.md, "What partners already speak").</summary>
    public async Task<DateTimeOffset?> RunAsync(OutsideJob job)
    {
        var partner = partners.Find(job.Read<string>()) ?? throw new InvalidOperationException("There is no such institution.");
        var body = Encoding.UTF8.GetBytes($$"""{"redeem_code":"{{job.Id}}"}""");
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var answer = await http.CallAsync("POST", CommitPath, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_code"] = partner.ClientCode,
            ["timestamp"] = timestamp,
            ["signature"] = Sign(partner, timestamp, body),
        }, body);
        return answer.Status >= 500 && job.Attempt < 40 ? clock.GetUtcNow() + Later : null;
    }

    private static string Sign(PartnerRow partner, string timestamp, byte[] body)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes($"{partner.ClientCode}{timestamp}POST{CommitPath}"), .. body];
#pragma warning disable CA5350 // The partners' existing scheme, which the pipeline must go on accepting.
        return Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(partner.Key), text));
#pragma warning restore CA5350
    }

    private sealed record Attended(string RedeemCode, int Session, DateTimeOffset AttendedAt);

    private sealed record Completed(string RedeemCode, DateTimeOffset CompletedAt, string CertificateNumber, int Score);
}
