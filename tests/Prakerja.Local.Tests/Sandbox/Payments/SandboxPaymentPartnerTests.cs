using Prakerja.Local.Sandbox.Partners;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Tests.Sandbox.Payments;

public sealed class SandboxPaymentPartnerTests
{
    private const string Account = "0812345678";

    [Fact]
    public async Task Pay_Twice_OneTransferAndOneSignedReport()
    {
        await using var host = await SandboxHarness.StartAsync();

        Assert.Equal(PaymentStatus.Accepted, (await PayAsync(host, "r1")).Status);
        await host.Work.WhenIdleAsync();
        Assert.Equal(PaymentStatus.Succeeded, (await PayAsync(host, "r1")).Status);
        await host.Work.WhenIdleAsync();

        var made = (await host.CallAsync("GET", "/sandbox/payments")).Body;
        Assert.Equal(600_000, Assert.Single(made.EnumerateArray()).GetProperty("amount").GetInt64());
        var report = Assert.Single(host.Received);
        Assert.Equal("disbursement.succeeded", report.Type);
        Assert.Equal(Signature(host, report), report.Signature);
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("wrongOwner")]
    public async Task Pay_RefusedByBehaviour_FailsAndMovesNothing(string behaviour)
    {
        await using var host = await SandboxHarness.StartAsync();
        await BehaveAsync(host, behaviour);

        await PayAsync(host, "r1");
        await host.Work.WhenIdleAsync();

        Assert.Equal("disbursement.failed", Assert.Single(host.Received).Type);
        Assert.Equal(PaymentStatus.Failed, (await InquireAsync(host, "r1")).Status);
        Assert.Empty((await host.CallAsync("GET", "/sandbox/payments")).Body.EnumerateArray());
    }

    [Fact]
    public async Task Pay_Slow_PaidAfterTwoDaysAlsoAcrossARestart()
    {
        await using var before = await SandboxHarness.StartAsync();
        await BehaveAsync(before, "slow");
        await PayAsync(before, "r1");
        await before.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Empty(before.Received);

        await using var after = await SandboxHarness.StartAsync(before);
        Assert.Equal(PaymentStatus.Accepted, (await InquireAsync(after, "r1")).Status);
        await after.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("disbursement.succeeded", Assert.Single(after.Received).Type);
        Assert.Equal(SandboxHarness.Start.AddDays(2), Assert.Single(await after.Get<PaymentBook>().MadeAsync()).At);
    }

    [Fact]
    public async Task Pay_NoReply_UnknownAfterTheTimeOutAndNeverPaidOnceItIsSaidToBeUnknownThere()
    {
        await using var host = await SandboxHarness.StartAsync();
        await BehaveAsync(host, "noReply");
        Assert.Equal(PaymentStatus.Unknown, (await AfterTimeOutAsync(host, () => PayAsync(host, "r1"))).Status);
        Assert.Equal(PaymentStatus.Unknown, (await AfterTimeOutAsync(host, () => InquireAsync(host, "r1"))).Status);

        await BehaveAsync(host, "pay");

        Assert.Equal(PaymentStatus.NotFound, (await InquireAsync(host, "r1")).Status);
        Assert.Equal(PaymentStatus.Failed, (await PayAsync(host, "r1")).Status);
        Assert.Empty(await host.Get<PaymentBook>().MadeAsync());
        Assert.Empty(host.Received);
    }

    [Fact]
    public async Task Pay_NoReplyButPaid_OnlyTheInquiryTells()
    {
        await using var host = await SandboxHarness.StartAsync();
        await BehaveAsync(host, "noReplyButPaid");

        Assert.Equal(PaymentStatus.Unknown, (await AfterTimeOutAsync(host, () => PayAsync(host, "r1"))).Status);

        Assert.Equal(PaymentStatus.Succeeded, (await InquireAsync(host, "r1")).Status);
        Assert.Single(await host.Get<PaymentBook>().MadeAsync());
        Assert.Empty(host.Received);
    }

    [Fact]
    public async Task AccountCheck_ByOwner_VerifiedOthersRejected()
    {
        await using var host = await SandboxHarness.StartAsync();
        var residents = await host.Get<ResidentStore>().MakeAsync(2, 1);
        var account = residents[0].PaymentAccounts[0];

        await CheckAsync(host, "c1", account, residents[0].Nik);
        await CheckAsync(host, "c2", account, residents[1].Nik);
        await CheckAsync(host, "c3", account with { Account = "1" }, residents[0].Nik);
        await BehaveAsync(host, "wrongOwner", account.Account);
        await CheckAsync(host, "c4", account, residents[0].Nik);

        var reasons = host.Received.Select(w => w.Json.GetProperty("data").TryGetProperty("reason", out var r) ? r.GetString()! : "none");
        Assert.Equal(["none", "wrong-owner", "not-found", "wrong-owner"], reasons);
        Assert.Equal("account.verified", host.Received[0].Type);
    }

    [Fact]
    public async Task Webhook_ReceiverFails_SentAgainWithTheSameIdUntilTaken()
    {
        await using var host = await SandboxHarness.StartAsync();
        host.Answer = () => host.Received.Count < 4 ? Problems.Overloaded : Reply.Accepted();

        await PayAsync(host, "r1");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(4, host.Received.Count);
        Assert.Single(host.Received.Select(w => w.Id).Distinct());
        Assert.Equal([0, 1, 3, 7], host.Received.Select(w => (int)(w.At - SandboxHarness.Start).TotalSeconds));
    }

    private static Task<PaymentReply> PayAsync(SandboxHarness host, string reference) => host.TrackedAsync(() =>
        host.Get<IPaymentPartner>().PayAsync(new PaymentInstruction(reference, "ovo", "incentive", "p1", Account, 600_000)));

    private static Task<PaymentReply> InquireAsync(SandboxHarness host, string reference) =>
        host.TrackedAsync(() => host.Get<IPaymentPartner>().InquireAsync("ovo", reference));

    private static async Task CheckAsync(SandboxHarness host, string reference, ResidentAccount account, string nik)
    {
        Assert.True(await host.Get<IPaymentPartner>().RequestAccountCheckAsync(new AccountCheck(reference, account.Provider, account.Account, nik, "N", "+62")));
        await host.Work.WhenIdleAsync();
    }

    private static async Task<PaymentReply> AfterTimeOutAsync(SandboxHarness host, Func<Task<PaymentReply>> call)
    {
        var reply = call();
        await host.AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.False(reply.IsCompleted);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        return await reply;
    }

    private static async Task BehaveAsync(SandboxHarness host, string behaviour, string account = Account) =>
        await host.CallAsync("PUT", $"/sandbox/payments/{account}", new { behaviour });

    private static string Signature(SandboxHarness host, ReceivedWebhook report)
    {
        var secret = Convert.FromBase64String(host.Get<SandboxPartners>().Payer("ovo").WebhookSecret[6..]);
        byte[] signed = [.. System.Text.Encoding.ASCII.GetBytes($"{report.Id}.{report.Timestamp}."), .. report.Body];
        return "v1," + Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(secret, signed));
    }
}
