using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Complaints;

public class ComplaintTests
{
    [Fact]
    public async Task Rejection_Appealed_IsDecidedByAnotherPerson()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");
        var id = (await harness.ExpectAsync(201, "POST", "/api/me/complaints", new { category = "identity", text = "It is me." }, token)).Json["complaint"]!.GetValue<string>();

        Assert.Equal(200, (await DecideAsync(harness, "rina", id, "reject")).Status);
        await harness.ExpectAsync(201, "POST", $"/api/me/complaints/{id}/appeal", new { text = "Look again." }, token);
        Assert.Equal(403, (await DecideAsync(harness, "rina", id, "uphold")).Status);
        Assert.Equal(200, (await DecideAsync(harness, "budi", id, "uphold")).Status);
        Assert.Equal(409, (await DecideAsync(harness, "budi", id, "reject")).Status);

        Assert.Equal("appealUpheld", (await harness.ExpectAsync(200, "GET", "/api/me/complaints", null, token)).Json["items"]![0]!["state"]!.GetValue<string>());
        await harness.ExpectAsync(409, "POST", $"/api/me/complaints/{id}/appeal", new { text = "Once more." }, token);
    }

    [Fact]
    public async Task List_ForStaff_IsShownToTheComplainant()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");
        await harness.ExpectAsync(201, "POST", "/api/me/complaints", new { category = "other", text = "Slow." }, token);

        var list = await harness.AsStaffAsync(Access.Auditor, "ani", "GET", "/api/admin/complaints");
        var log = await harness.ExpectAsync(200, "GET", "/api/me/access-log", null, token);

        Assert.Equal("Slow.", list.Json["items"]![0]!["complaint"]!["text"]!.GetValue<string>());
        Assert.Equal(("ani", "complaint"), (log.Json["items"]![0]!["staff"]!.GetValue<string>(), log.Json["items"]![0]!["what"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Complaint_OfAnother_CannotBeAppealed()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var (token, other) = (await harness.LogInAsync("a@example.id"), await harness.LogInAsync("b@example.id"));
        var id = (await harness.ExpectAsync(201, "POST", "/api/me/complaints", new { category = "other", text = "Slow." }, token)).Json["complaint"]!.GetValue<string>();

        await harness.ExpectAsync(404, "POST", $"/api/me/complaints/{id}/appeal", new { text = "x" }, other);
    }

    private static Task<Answer> DecideAsync(PipelineHarness harness, string staff, string id, string decision) =>
        harness.AsStaffAsync(Access.Reviewer, staff, "POST", $"/api/admin/complaints/{id}/decision", new { decision, reason = "looked into" });
}
