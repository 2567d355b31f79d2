using System.Text.Json.Nodes;
using Prakerja.Local.Tests.Programme;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>Amounts whose sums would overflow stopped a participant's lifecycle for good once they were in the ledger.</summary>
public sealed class HugeAmountTests
{
    [Fact]
    public async Task Amount_BeyondAnyBudget_IsRefusedByWebhookAndStatementAndPaymentsGoOn()
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = (await Applicant.MakeAsync(host, 1))[0];
        await applicant.BecomeVerifiedAsync();
        await SchemeTests.WinAsync(host, applicant, "normal");
        var (purchase, course) = await Training.BuyAsync(host, applicant);
        await applicant.LinkAccountAsync();
        await Training.CompleteAsync(host, applicant, purchase, course);
        await host.GetOkAsync("/sandbox/clock");
        var reference = (await host.GetOkAsync("/sandbox/payments"))[0]!["reference"]!.GetValue<string>();
        var bank = await Partner.FindAsync(host, applicant.Resident["paymentAccounts"]![0]!["provider"]!.GetValue<string>());

        foreach (var type in (string[])["disbursement.succeeded", "disbursement.returned", "disbursement.failed"])
        {
            Assert.Equal(400, (int)(await TellAsync(host, bank, type, reference, long.MaxValue)).StatusCode);
        }

        var statement = await host.PostOkAsync(
            "/api/admin/statements", new[] { new { reference, amount = long.MaxValue, at = await host.NowAsync() } }, await Staff.TokenAsync(host, "finance"));
        Assert.Single(statement["refused"]!.AsArray());
        await host.AdvanceAsync("P30D");
        await applicant.LogInAgainAsync();
        await Training.AnswerSurveyAsync(host, applicant, 1);
        await host.GetOkAsync("/sandbox/clock");
        Assert.Equal("paid", (await SchemeTests.IncentiveAsync(applicant, "survey-1"))["state"]!.GetValue<string>());
    }

    private static async Task<HttpResponseMessage> TellAsync(RunningHost host, Partner bank, string type, string reference, long amount)
    {
        var now = await host.NowAsync();
        var body = new JsonObject { ["type"] = type, ["timestamp"] = now, ["data"] = new JsonObject { ["reference"] = reference, ["amount"] = amount } };
        return await bank.WebhookAsync("/api/webhooks/payments", body.ToJsonString(), $"huge-{type}", now.ToUnixTimeSeconds());
    }
}
