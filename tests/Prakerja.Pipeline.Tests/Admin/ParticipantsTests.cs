using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Admin;

public class ParticipantsTests
{
    private const string Path = "/api/admin/participants/search";

    [Fact]
    public async Task Search_ByAnyExactValue_FindsThePersonAndTellsThem()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.RegisterAsync("a", "3273014403950001", "+6281234567890");
        object[] requests = [new { nik = "3273014403950001" }, new { email = "a@example.id" }, new { phone = "081234567890" }, new { participantId = harness.IdOf(token) }];
        foreach (var request in requests)
        {
            var found = await harness.AsStaffAsync(Access.Reviewer, "rina", "POST", Path, request);
            Assert.Equal(harness.IdOf(token), found.Json["items"]!.AsArray().Single()!["participantId"]!.GetValue<string>());
        }

        var log = await harness.ExpectAsync(200, "GET", "/api/me/access-log", null, token);
        Assert.Equal(["search", "search", "search", "search"], log.Json["items"]!.AsArray().Select(r => r!["what"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Search_ForNobody_IsEmpty()
    {
        await using var harness = await PipelineHarness.StartAsync();

        Assert.Empty((await harness.AsStaffAsync(Access.Operator, "budi", "POST", Path, new { cardNumber = "1234567890123456" })).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Search_WithNoneOrTwoValuesOrTheWrongRole_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();

        Assert.Equal(400, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", Path, new { })).Status);
        Assert.Equal(400, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", Path, new { email = "a@example.id", phone = "081234567890" })).Status);
        Assert.Equal(400, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", Path, new { nik = "32" })).Status);
        Assert.Equal(403, (await harness.AsStaffAsync(Access.Finance, "ani", "POST", Path, new { email = "a@example.id" })).Status);
        Assert.Equal(401, (await harness.SendAsync("POST", Path, new { email = "a@example.id" })).Status);
    }

    [Fact]
    public async Task View_ShowsMaskedDataOnly()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.RegisterAsync("a", "3273014403950001", "+6281234567890");

        var view = await harness.AsStaffAsync(Access.Operator, "budi", "GET", $"/api/admin/participants/{harness.IdOf(token)}");

        Assert.Equal("************0001", view.Json["person"]!["nik"]!.GetValue<string>());
        Assert.Equal("a***@example.id", view.Json["person"]!["email"]!.GetValue<string>());
        foreach (var secret in new[] { "3273014403950001", "+6281234567890", "a@example.id", "Jalan", "Ibu", "1995-03-04" })
        {
            Assert.DoesNotContain(secret, view.Text, StringComparison.Ordinal);
        }
    }
}
