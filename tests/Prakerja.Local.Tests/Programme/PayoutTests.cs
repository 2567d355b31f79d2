using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>The first incentive through everything a bank or wallet can do: paid exactly once, and the applicant sees one truthful state.</summary>
public sealed class PayoutTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Account_OfSomebodyElse_IsRejectedWithReasonAndPaidOnceAfterCorrection()
    {
        var (graduate, stranger) = (await fixture.GraduateAsync(), await fixture.SomebodyAsync());
        await LinkAsync(graduate, stranger);

        var account = (await graduate.MeAsync())["paymentAccount"]!;
        Assert.Equal("rejected", account.Text("state"));
        account.IsFor("account-owner-mismatch");
        var waiting = await graduate.IncentiveAsync("completion-1");
        Assert.Equal("locked", waiting.Text("state"));
        await Host.AdvanceAsync("P3D");
        Assert.Empty(await PaymentsAsync(graduate));

        await graduate.LogInAgainAsync();
        await LinkAsync(graduate, graduate);

        await IsPaidOnceAsync(graduate);
        Assert.Equal("verified", (await graduate.MeAsync())["paymentAccount"]!.Text("state"));
    }

    [Fact]
    public async Task Payment_RejectedThenAccountReactivated_IsPaidExactlyOnce()
    {
        var graduate = await fixture.GraduateAsync();
        await BehaveAsync(graduate, "reject");
        await LinkAsync(graduate, graduate);
        var failed = await graduate.IncentiveAsync("completion-1");
        Assert.Equal("failed", failed.Text("state"));
        failed.IsFor("account-inactive");

        await BehaveAsync(graduate, "pay");
        await LinkAsync(graduate, graduate);

        await IsPaidOnceAsync(graduate);
    }

    [Fact]
    public async Task Payment_RejectedThenNothingDone_IsTriedAgainAndPaidExactlyOnce()
    {
        var graduate = await fixture.GraduateAsync();
        await BehaveAsync(graduate, "reject");
        await LinkAsync(graduate, graduate);
        await Host.AdvanceAsync("P3D");
        Assert.Empty(await PaymentsAsync(graduate));

        await BehaveAsync(graduate, "pay");
        await Host.AdvanceAsync("P2D");

        await IsPaidOnceAsync(graduate);
    }

    [Fact]
    public async Task Payment_WithoutReplyForTenDays_StaysUnknownAndIsThenPaidExactlyOnce()
    {
        var graduate = await fixture.GraduateAsync();
        await BehaveAsync(graduate, "noReply");
        await LinkAsync(graduate, graduate, settle: false);
        for (var day = 0; day < 10; day++)
        {
            await Host.AdvanceAsync("P1D");
            Assert.Empty(await PaymentsAsync(graduate));
            var incentive = await graduate.IncentiveAsync("completion-1");
            Assert.Equal("unknown", incentive.Text("state"));
            incentive.IsFor("payment-unknown");
        }

        await BehaveAsync(graduate, "pay");
        await Host.AdvanceAsync("P3D");

        await IsPaidOnceAsync(graduate);
        Assert.DoesNotContain(await NoticesAsync(graduate), n => n == "incentive-failed");
    }

    [Fact]
    public async Task Payment_MadeButReplyLost_IsFoundByAskingAndNotMadeTwice()
    {
        var graduate = await fixture.GraduateAsync();
        await BehaveAsync(graduate, "noReplyButPaid");
        await LinkAsync(graduate, graduate, settle: false);
        await Host.AdvanceAsync("P1D");

        await IsPaidOnceAsync(graduate);
        Assert.DoesNotContain(await NoticesAsync(graduate), n => n == "incentive-failed");
    }

    [Fact]
    public async Task Payment_Slow_IsShownAsSendingUntilItIsPaid()
    {
        var graduate = await fixture.GraduateAsync();
        await BehaveAsync(graduate, "slow");
        await LinkAsync(graduate, graduate);
        Assert.Equal("sending", (await graduate.IncentiveAsync("completion-1")).Text("state"));
        Assert.Empty(await PaymentsAsync(graduate));

        await Host.AdvanceAsync("P2DT1H");

        await IsPaidOnceAsync(graduate);
    }

    private Task<JsonNode> BehaveAsync(Applicant graduate, string behaviour) =>
        Host.PutOkAsync($"/sandbox/payments/{Uri.EscapeDataString(graduate.Resident["paymentAccounts"]![0]!.Text("account"))}", new { behaviour });

    /// <summary>Hands in the first account of <paramref name="owner"/>.</summary>
    private async Task LinkAsync(Applicant graduate, Applicant owner, bool settle = true)
    {
        var account = owner.Resident["paymentAccounts"]![0]!;
        await graduate.PutAsync("/api/me/payment-account", new { provider = account.Text("provider"), account = account.Text("account") });
        if (settle)
        {
            await Host.SettleAsync();
        }
    }

    private async Task<IReadOnlyList<JsonNode>> PaymentsAsync(Applicant graduate)
    {
        var id = await graduate.LoggedInIdAsync();
        return [.. (await Host.GetOkAsync("/sandbox/payments")).AsArray().Where(p => p!.Text("payee") == id).Select(p => p!)];
    }

    private async Task IsPaidOnceAsync(Applicant graduate)
    {
        await graduate.LogInAgainAsync();
        var incentive = await graduate.IncentiveAsync("completion-1");
        Assert.Equal("paid", incentive.Text("state"));
        Assert.Equal(600_000, incentive.Number("amount"));
        Assert.Empty(incentive.Reasons());
        await Host.AdvanceAsync("P2D");
        var payment = Assert.Single(await PaymentsAsync(graduate));
        Assert.Equal(600_000, payment.Number("amount"));
        Assert.Equal(graduate.Resident["paymentAccounts"]![0]!.Text("account"), payment.Text("account"));
        await graduate.LogInAgainAsync();
    }

    private static async Task<IEnumerable<string>> NoticesAsync(Applicant graduate) =>
        (await graduate.GetAsync("/api/me/notifications"))["items"]!.AsArray().Select(n => n!.Text("template"));
}
