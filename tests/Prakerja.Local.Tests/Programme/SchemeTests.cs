using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>One applicant over real HTTP and virtual time, from the account to the last incentive, to the Rupiah.</summary>
public sealed class SchemeTests
{
    [Theory]
    [InlineData("normal", 3_500_000, 1, 2, 700_000)]
    [InlineData("semi-bansos", 1_000_000, 4, 3, 2_550_000)]
    public async Task Applicant_TrainsAndAnswers_IsPaidEverything(string scheme, long balance, int tranches, int surveys, long total)
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = (await Applicant.MakeAsync(host, 1))[0];
        await applicant.BecomeVerifiedAsync();
        await WinAsync(host, applicant, scheme);
        var me = await applicant.MeAsync();
        Assert.Equal("selected", me["state"]!.GetValue<string>());
        Assert.Equal(balance, me["training"]!["balance"]!.GetValue<long>());

        var (purchase, course) = await Training.BuyAsync(host, applicant);
        Assert.Equal(balance - purchase["price"]!.GetValue<long>(), purchase["balance"]!.GetValue<long>());
        await Training.CompleteAsync(host, applicant, purchase, course);
        await applicant.LinkAccountAsync();
        await host.GetOkAsync("/sandbox/clock");
        Assert.Equal("paid", (await IncentiveAsync(applicant, "completion-1"))["state"]!.GetValue<string>());
        await AnswerSurveysAsync(host, applicant, surveys);
        await host.AdvanceAsync("P5D");
        await applicant.LogInAgainAsync();

        me = await applicant.MeAsync();
        Assert.All(me["incentives"]!.AsArray(), i => Assert.Equal("paid", i!["state"]!.GetValue<string>()));
        Assert.Equal(tranches + surveys, me["incentives"]!.AsArray().Count);
        Assert.Equal(total, await ReallyPaidAsync(host));
        Assert.Equal("completed", me["state"]!.GetValue<string>());
    }

    internal static async Task WinAsync(RunningHost host, Applicant applicant, string scheme)
    {
        var batch = await Staff.OpenBatchAsync(host, scheme, new Dictionary<string, int> { [applicant.Resident["profile"]!["regency"]!.GetValue<string>()] = 1 });
        await host.GetOkAsync("/sandbox/clock");
        await applicant.JoinAsync(batch);
        await host.AdvanceAsync("P4D");
        await applicant.LogInAgainAsync();
    }

    internal static async Task<JsonNode> IncentiveAsync(Applicant applicant, string key) =>
        (await applicant.MeAsync())["incentives"]!.AsArray().Single(i => i!["key"]!.GetValue<string>() == key)!;

    internal static async Task<long> ReallyPaidAsync(RunningHost host) =>
        (await host.GetOkAsync("/sandbox/payments")).AsArray().Where(p => p!["kind"]!.GetValue<string>() == "incentive").Sum(p => p!["amount"]!.GetValue<long>());

    private static async Task AnswerSurveysAsync(RunningHost host, Applicant applicant, int surveys)
    {
        for (var number = 1; number <= surveys; number++)
        {
            await host.AdvanceAsync("P30D");
            await applicant.LogInAgainAsync();
            await Training.AnswerSurveyAsync(host, applicant, number);
            await host.GetOkAsync("/sandbox/clock");
            Assert.Equal("paid", (await IncentiveAsync(applicant, $"survey-{number}"))["state"]!.GetValue<string>());
        }
    }
}
