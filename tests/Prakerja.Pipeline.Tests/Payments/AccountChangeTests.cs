using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class AccountChangeTests
{
    private const string First = "completion-1";
    private const string Other = "9876543210";
    private const string Survey = "survey-1";
    private const string Third = "5555555555";

    [Fact]
    public async Task WorkingAccount_Replaced_IsPaidToAfterThreeDays()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaidOnceAsync(bench);
        await bench.ToAsync(new(2026, 2, 3));
        await bench.LinkAsync(id, Other);
        var verified = bench.Harness.Now;
        await bench.ToAsync(new(2026, 2, 4));
        await bench.AnswerSurveyAsync(id, 1);

        var me = (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json;
        var survey = me["incentives"]!.AsArray().Single(i => i!["key"]!.GetValue<string>() == Survey)!;
        Assert.Equal(("due", "account-cooling-off"), (survey["state"]!.GetValue<string>(), survey["reasons"]![0]!["code"]!.GetValue<string>()));
        Assert.Equal(verified.AddDays(3), survey["opensAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal("account-cooling-off", me["paymentAccount"]!["reasons"]![0]!["code"]!.GetValue<string>());
        Assert.Contains(me["deadlines"]!.AsArray(), d => d!["what"]!.GetValue<string>() == "accountCoolsUntil");

        await bench.Harness.AdvanceToAsync(verified.AddDays(3) - TimeSpan.FromSeconds(1));
        Assert.Single(bench.Partner.Paid);
        await bench.Harness.AdvanceToAsync(verified.AddDays(3));
        Assert.Equal((Other, verified.AddDays(3)), (bench.Partner.Paid[1].Account, bench.Partner.Paid[1].At));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task WorkingAccount_Replaced_IsToldAtBothProvenAddresses()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaidOnceAsync(bench);
        await bench.LinkAsync(id, Other);
        var told = bench.Harness.World.Messages.Where(m => m.Body.Contains("menggantinya", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["email", "sms"], told.Select(m => m.Channel).Order(StringComparer.Ordinal));
        Assert.All(told, m => Assert.DoesNotContain(Other, m.Body, StringComparison.Ordinal));
        Assert.Contains(bench.Harness.World.Messages, m => m.Body.Contains("2026-01-08 08:00 WIB", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, Behaviour.WrongOwner)]
    [InlineData(null, Behaviour.Reject)]
    [InlineData("wrong-owner", Behaviour.Pay)]
    public async Task WrongAccount_Corrected_IsPaidAtOnce(string? rejected, Behaviour behaviour)
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = behaviour;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id, rejected: rejected);
        await bench.LinkAsync(id, Other);
        Assert.Equal((Other, PipelineHarness.Beginning), (Assert.Single(bench.Partner.Paid).Account, bench.Partner.Paid[0].At));
        Assert.DoesNotContain(bench.Harness.World.Messages, m => m.Body.Contains("menggantinya", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WorkingAccount_ReplacedByWayOfAWrongOne_CoolsOffAllTheSame()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaidOnceAsync(bench);
        await bench.LinkAsync(id, Third, rejected: "wrong-owner");
        await bench.LinkAsync(id, Other);
        Assert.Equal(bench.Harness.Now.AddDays(3), (await bench.FindAsync(id)).Account!.CoolsUntil);
    }

    [Fact]
    public async Task FormerAccount_LinkedAgainBeforeTheOtherWasVerified_IsPaidAtOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaidOnceAsync(bench);
        await bench.LinkAsync(id, Other, rejected: "inactive");
        await bench.LinkAsync(id);
        Assert.Null((await bench.FindAsync(id)).Account!.CoolsUntil);
    }

    [Theory]
    [InlineData(12, 3, 2026)]
    [InlineData(1, 31, 2027)]
    public async Task Deadline_WithinTheCoolingOff_LosesNothing(int month, int day, int year)
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.World.ExclusionsAvailable = false;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.ToAsync(new(year, month, day));
        await bench.LinkAsync(id, Other);
        bench.Harness.World.ExclusionsAvailable = true;
        await bench.ToAsync(new DateOnly(year, month, day).AddDays(2));
        Assert.Empty(bench.Partner.Paid);
        await bench.ToAsync(new DateOnly(year, month, day).AddDays(5));
        Assert.Equal(Other, Assert.Single(bench.Partner.Paid).Account);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task CoolingOff_AccountCorrectedMeanwhile_GoesToTheCorrectedOneOnly()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaidOnceAsync(bench);
        await bench.ToAsync(new(2026, 2, 4));
        await bench.LinkAsync(id, Other);
        await bench.AnswerSurveyAsync(id, 1);
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2026, 2, 10));
        Assert.All(bench.Partner.Paid, p => Assert.Equal(PaymentBench.Account, p.Account));
        Assert.Equal(2, bench.Partner.Paid.Count);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task CoolingOff_AnotherHandedInAndBack_GoesOnToItsEnd()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaidOnceAsync(bench);
        await bench.ToAsync(new(2026, 2, 4));
        await bench.LinkAsync(id, Other);
        var until = bench.Harness.Now.AddDays(3);
        await bench.AnswerSurveyAsync(id, 1);
        await HandInAsync(bench, id, Third);
        await bench.LinkAsync(id, Other);
        Assert.Equal(until, (await bench.FindAsync(id)).Account!.CoolsUntil);

        await bench.Harness.AdvanceToAsync(until - TimeSpan.FromSeconds(1));
        Assert.Single(bench.Partner.Paid);
        await bench.Harness.AdvanceToAsync(until);
        Assert.Equal((Other, until), (bench.Partner.Paid[1].Account, bench.Partner.Paid[1].At));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task WorkingAccount_HandedInAgainOnTheWayToAnother_DoesNotEndTheWaiting()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaidOnceAsync(bench);
        await HandInAsync(bench, id, Other);
        await HandInAsync(bench, id, PaymentBench.Account);
        await bench.LinkAsync(id, Other);
        Assert.Equal(bench.Harness.Now.AddDays(3), (await bench.FindAsync(id)).Account!.CoolsUntil);
    }

    [Fact]
    public async Task NewAccount_RejectedWhileItCools_TheNextOneCoolsToo()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaidOnceAsync(bench);
        await bench.LinkAsync(id, Other);
        await bench.AnswerCheckAsync(id, "inactive");
        await bench.Harness.AdvanceAsync(TimeSpan.FromHours(1));
        await bench.LinkAsync(id, Third);
        Assert.Equal(bench.Harness.Now.AddDays(3), (await bench.FindAsync(id)).Account!.CoolsUntil);
    }

    [Theory]
    [InlineData("dana", "081234567890", "2020-09-30", 409)]
    [InlineData("dana", "081234567890", "2020-10-01", 202)]
    [InlineData("bca", "1234567890", "2023-12-31", 409)]
    [InlineData("bca", "1234567890", "2024-01-01", 202)]
    public async Task Provider_BeforeItTakesPart_IsRefused(string provider, string account, string day, int status)
    {
        await using var bench = await PaymentBench.StartAsync(beginning: Wib.StartOf(DateOnly.Parse(day, null)).AddHours(8));
        var answer = await bench.LinkAsync(await bench.Harness.AddVerifiedAsync(1), account, provider);
        Assert.Equal(status, answer.Status);
        if (status == 409)
        {
            Assert.Equal("provider-unavailable", answer.Problem);
            Assert.Contains(DateOnly.Parse(day, null).AddDays(1).ToString("yyyy-MM-dd", null), answer.Text, StringComparison.Ordinal);
        }
    }

    private static async Task<string> PaidOnceAsync(PaymentBench bench)
    {
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, First)).State);
        return id;
    }

    /// <summary>Without an answer of the provider.</summary>
    private static async Task HandInAsync(PaymentBench bench, string id, string account)
    {
        Assert.Equal(202, (await bench.Harness.AsAsync(id, "PUT", "/api/me/payment-account", new { provider = "bni", account })).Status);
        await bench.Harness.SettleAsync();
    }
}
