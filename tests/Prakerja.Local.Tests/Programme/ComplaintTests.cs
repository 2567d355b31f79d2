using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>Complaints run on a clock, and an appeal is decided by another person.</summary>
public sealed class ComplaintTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Complaint_RejectedAndAppealed_IsDecidedByAnotherPerson()
    {
        var person = await fixture.SomebodyAsync();
        await person.RegisterAsync();
        var (id, dueAt) = await FileAsync(person);
        Assert.Equal(await EndOfDayAsync(14), dueAt);
        await DecideAsync(200, id, "reject", 0);
        var mine = await MineAsync(person);
        Assert.Equal("rejected", mine.Text("state"));
        Assert.Equal("Sudah diperiksa.", mine.Text("answer"));
        Assert.Equal(await EndOfDayAsync(14), mine["appealBy"]!.GetValue<DateTimeOffset>());

        await Host.ExpectAsync(201, HttpMethod.Post, $"/api/me/complaints/{id}/appeal", new { text = "Mohon diperiksa ulang." }, person.Token);
        await DecideAsync(403, id, "uphold", 0);
        await DecideAsync(200, id, "uphold", 1);

        Assert.Equal("appealUpheld", (await MineAsync(person)).Text("state"));
        await DecideAsync(409, id, "reject", 0);
    }

    [Fact]
    public async Task Complaint_UndecidedPastItsDay_IsShownAsOverdue()
    {
        var person = await fixture.SomebodyAsync();
        await person.RegisterAsync();
        var (id, dueAt) = await FileAsync(person);

        await Host.AdvanceToAsync(dueAt);
        Assert.False((await OpenAsync(id))["overdue"]!.GetValue<bool>());
        await Host.AdvanceToAsync(dueAt.AddSeconds(1));

        Assert.True((await OpenAsync(id))["overdue"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Appeal_AfterItsWindow_IsRefused()
    {
        var person = await fixture.SomebodyAsync();
        await person.RegisterAsync();
        var (id, _) = await FileAsync(person);
        await DecideAsync(200, id, "reject", 0);
        var appealBy = (await MineAsync(person))["appealBy"]!.GetValue<DateTimeOffset>();
        await Host.AdvanceToAsync(appealBy.AddSeconds(1));
        await person.LogInAgainAsync();

        await Host.ExpectAsync(409, HttpMethod.Post, $"/api/me/complaints/{id}/appeal", new { text = "Terlambat." }, person.Token);
    }

    [Fact]
    public async Task Complaint_OfSomebodyElse_CannotBeSeenOrAppealed()
    {
        var (person, other) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        await person.RegisterAsync();
        await other.RegisterAsync();
        var (id, _) = await FileAsync(person);
        await DecideAsync(200, id, "reject", 0);

        await Host.ExpectAsync(404, HttpMethod.Post, $"/api/me/complaints/{id}/appeal", new { text = "Bukan milik saya." }, other.Token);
        Assert.Empty((await other.GetAsync("/api/me/complaints"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Staff_ReadingAComplaint_IsShownToThePerson()
    {
        var person = await fixture.SomebodyAsync();
        await person.RegisterAsync();
        var (id, _) = await FileAsync(person);
        await OpenAsync(id);

        Assert.NotEmpty((await person.GetAsync("/api/me/access-log"))["items"]!.AsArray());
    }

    private async Task<(string Id, DateTimeOffset DueAt)> FileAsync(Applicant person)
    {
        var filed = await Host.ExpectAsync(201, HttpMethod.Post, "/api/me/complaints", new { category = "selection", text = "Mengapa saya tidak terpilih?" }, person.Token);
        return (filed.Text("complaint"), filed["dueAt"]!.GetValue<DateTimeOffset>());
    }

    private async Task DecideAsync(int status, string id, string decision, int which) => await Host.ExpectAsync(
        status, HttpMethod.Post, $"/api/admin/complaints/{id}/decision", new { decision, reason = "Sudah diperiksa." }, await Staff.TokenAsync(Host, "operator", which));

    private async Task<JsonNode> OpenAsync(string id)
    {
        var open = await Host.GetOkAsync("/api/admin/complaints?limit=200", await Staff.TokenAsync(Host, "operator"));
        return open["items"]!.AsArray().Single(c => c!["complaint"]!.Text("complaint") == id)!;
    }

    private static async Task<JsonNode> MineAsync(Applicant person) => Assert.Single((await person.GetAsync("/api/me/complaints"))["items"]!.AsArray())!;

    private async Task<DateTimeOffset> EndOfDayAsync(int daysLater)
    {
        var now = (await Host.NowAsync()).ToOffset(TimeSpan.FromHours(7));
        return new DateTimeOffset(now.Date.AddDays(daysLater + 1).AddSeconds(-1), TimeSpan.FromHours(7));
    }
}
