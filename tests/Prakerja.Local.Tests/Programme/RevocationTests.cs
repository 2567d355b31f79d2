namespace Prakerja.Local.Tests.Programme;

/// <summary>The first purchase must be made within 15 days, the first day counts; days end at midnight in Jakarta.</summary>
public sealed class RevocationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task FirstPurchase_LastSecondOfTheLastDay_Counts()
    {
        var applicant = await fixture.WinnerAsync("normal");
        var deadline = await DeadlineAsync(applicant);

        await Host.AdvanceToAsync(deadline);
        await Training.BuyAsync(Host, applicant);
        await Host.AdvanceToAsync(deadline.AddDays(1));

        await applicant.LogInAgainAsync();
        Assert.Equal("training", await applicant.StateAsync());
    }

    [Fact]
    public async Task FirstPurchase_NoneByMidnight_RevokesAndBarsTheNikForGood()
    {
        var applicant = await fixture.WinnerAsync("normal");
        var deadline = await DeadlineAsync(applicant);
        await Host.AdvanceToAsync(deadline.AddSeconds(1));

        await applicant.LogInAgainAsync();
        var me = await applicant.MeAsync();
        Assert.Equal("revoked", me.Text("state"));
        Assert.Equal(0, me["training"]!.Number("balance"));
        await RefusesPurchaseAsync(applicant);

        var second = await fixture.SomebodyAsync();
        second.TakeIdentityOf(applicant);
        await second.ApplyAsync();
        await second.ReviewAsync("approve");
        Assert.Equal("refused", await second.StateAsync());
        Assert.Contains("previously-revoked", (await second.StepAsync("eligibility")).Reasons());
    }

    [Fact]
    public async Task PlaceOfAWinnerWhoLeaves_ReserveWaiting_GoesToTheReserve()
    {
        var people = await fixture.NeighboursAsync(2);
        var batch = await Staff.OpenBatchAsync(Host, "normal", new Dictionary<string, int> { [people[0].Regency] = 1 }, reserves: 1);
        await Host.SettleAsync();
        await people[0].JoinAsync(batch);
        await people[1].JoinAsync(batch);
        await Host.AdvanceAsync("P4D");
        var (winner, reserve) = await OrderAsync(people);
        Assert.Equal("reserve", (await reserve.BatchAsync(batch)).Text("state"));

        await Host.ExpectAsync(204, HttpMethod.Delete, "/api/me", null, winner.Token);
        await Host.SettleAsync();

        Assert.Equal("selected", await reserve.StateAsync());
        Assert.Equal(3_500_000, (await reserve.MeAsync())["training"]!.Number("balance"));
        await Training.BuyAsync(Host, reserve);
    }

    [Fact]
    public async Task PlaceOfARevoked_NoReserve_WaitsInTheRecoveryPot()
    {
        var applicant = await fixture.WinnerAsync("normal");
        var before = await BudgetLeftAsync();

        await Host.AdvanceToAsync((await DeadlineAsync(applicant)).AddSeconds(1));

        Assert.Equal(before + 4_200_000, await BudgetLeftAsync());
    }

    private static async Task<DateTimeOffset> DeadlineAsync(Applicant applicant) =>
        (await applicant.MeAsync())["training"]!["firstPurchaseBy"]!.GetValue<DateTimeOffset>();

    private static async Task<(Applicant Winner, Applicant Reserve)> OrderAsync(IReadOnlyList<Applicant> people)
    {
        await people[0].LogInAgainAsync();
        await people[1].LogInAgainAsync();
        return await people[0].StateAsync() == "selected" ? (people[0], people[1]) : (people[1], people[0]);
    }

    private async Task RefusesPurchaseAsync(Applicant applicant)
    {
        var course = (await Host.GetOkAsync("/api/courses?mode=online"))["items"]![0]!.Text("courseCode");
        await Host.ExpectAsync(409, HttpMethod.Post, "/api/me/purchases", new { courseCode = course }, applicant.Token);
    }

    /// <summary>What a year has left to commit: a place that comes back to the pot frees its money.</summary>
    private async Task<long> BudgetLeftAsync()
    {
        var token = await Staff.TokenAsync(Host, "operator");
        var batches = (await Host.GetOkAsync("/api/admin/batches", token))["items"]!.AsArray();
        return (await Host.GetOkAsync($"/api/admin/batches/{batches[0]!["batch"]}/readiness", token)).Number("budgetLeft");
    }
}
