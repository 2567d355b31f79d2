using Prakerja.Domain.Incentives;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class PaymentAccountTests
{
    [Fact]
    public async Task Account_Verified_IsMaskedAndTheNumberIsNowhereInTheRow()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.Harness.AddVerifiedAsync(1);
        Assert.Equal(202, (await bench.LinkAsync(id)).Status);

        var me = (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json["paymentAccount"]!;
        Assert.Equal(("bni", "******7890", "verified"), (me["provider"]!.GetValue<string>(), me["account"]!.GetValue<string>(), me["state"]!.GetValue<string>()));
        Assert.DoesNotContain(PaymentBench.Account, System.Text.Encoding.UTF8.GetString(PipelineJson.Write(await bench.FindAsync(id))), StringComparison.Ordinal);
        Assert.Equal(PaymentBench.Account, Assert.Single(bench.Harness.World.AccountChecks).Account);
    }

    [Fact]
    public async Task Account_OfSomebodyWithoutAPhone_IsCheckedWithoutOne()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.Harness.AddVerifiedAsync(1);
        await bench.Harness.Get<ParticipantStore>().ChangeAsync(id, async change =>
        {
            await change.SetPersonalAsync(await change.PersonalAsync() with { Phone = null });
            return true;
        });

        Assert.Equal(202, (await bench.LinkAsync(id)).Status);

        Assert.Null(Assert.Single(bench.Harness.World.AccountChecks).Phone);
    }

    [Theory]
    [InlineData(ParticipantState.Registered, "not-verified")]
    [InlineData(ParticipantState.Refused, "not-verified")]
    [InlineData(ParticipantState.Revoked, "participation-ended")]
    [InlineData(ParticipantState.Withdrawn, "participation-ended")]
    public async Task Account_InAStateWithoutOne_Is409(ParticipantState state, string slug)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.Harness.AddVerifiedAsync(1);
        await bench.Harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Participant = change.Participant with { State = state };
            return ValueTask.FromResult(true);
        });
        var answer = await bench.LinkAsync(id);
        Assert.Equal((409, slug), (answer.Status, answer.Problem));
    }

    [Theory]
    [InlineData("bni", "12345")]
    [InlineData("bni", "123456789012345678901")]
    [InlineData("bca", "12345a")]
    [InlineData("ovo", "1234567890")]
    [InlineData("paypal", "1234567890")]
    public async Task Account_OfAWrongForm_Is400(string provider, string account)
    {
        await using var bench = await PaymentBench.StartAsync();
        Assert.Equal(400, (await bench.LinkAsync(await bench.Harness.AddVerifiedAsync(1), account, provider)).Status);
    }

    [Fact]
    public async Task WrongAccounts_Three_ThenAnHour()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.Harness.AddVerifiedAsync(1);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(202, (await bench.LinkAsync(id, $"11111111{i}", rejected: "wrongOwner")).Status);
        }

        Assert.Equal("account-owner-mismatch", (await bench.FindAsync(id)).Account!.Reason);
        var refused = await bench.LinkAsync(id);
        Assert.Equal((429, "3600"), (refused.Status, refused.Headers.RetryAfter.ToString()));
        await bench.Harness.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(202, (await bench.LinkAsync(id)).Status);
        Assert.Empty((await bench.FindAsync(id)).Account!.Rejections);
    }

    [Fact]
    public async Task Account_HeldBySomebodyElse_IsRejectedHoweverItIsWritten()
    {
        await using var bench = await PaymentBench.StartAsync();
        var (one, two) = (await bench.Harness.AddVerifiedAsync(1), await bench.Harness.AddVerifiedAsync(2));
        await bench.LinkAsync(one, "0812-3456-7890", "ovo");
        await bench.LinkAsync(two, "+62 812 3456 7890", "ovo");
        Assert.Equal("account-in-use", (await bench.FindAsync(two)).Account!.Reason);

        await bench.LinkAsync(one, "222222222");
        await bench.LinkAsync(two, "081234567890", "ovo");
        Assert.Equal(AccountState.Verified, (await bench.FindAsync(two)).Account!.State);
    }

    [Fact]
    public async Task Answer_ToAnOlderAccount_IsVoid()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.Harness.AddVerifiedAsync(1);
        await bench.Harness.AsAsync(id, "PUT", "/api/me/payment-account", new { provider = "bni", account = "111111111" });
        await bench.Harness.SettleAsync();
        var older = (await bench.FindAsync(id)).Account!.Reference;
        await bench.LinkAsync(id);
        Assert.Equal(202, (await bench.TellAsync("account.rejected", new { reference = older, reason = "inactive" })).Status);

        Assert.Equal(AccountState.Verified, (await bench.FindAsync(id)).Account!.State);
    }

    [Fact]
    public async Task Answer_ThatDoesNotCome_IsAskedForAgainUnderTheSameReference()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.Harness.AddVerifiedAsync(1);
        await bench.Harness.AsAsync(id, "PUT", "/api/me/payment-account", new { provider = "bni", account = PaymentBench.Account });
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.InRange(bench.Harness.World.AccountChecks.Count, 3, 8);
        Assert.Single(bench.Harness.World.AccountChecks.Select(c => c.Reference).Distinct());
    }
}
