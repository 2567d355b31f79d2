using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>What a platform earns in a week: stated, approved by two people, and in the bank's own books once.</summary>
public sealed class SettlementTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Week_WithACompletedCourse_IsPaidToThePlatformOnceTwoPeopleApprove()
    {
        await fixture.GraduateAsync();
        await Host.AdvanceAsync("P8D");
        var finance = await Staff.TokenAsync(Host, "finance");
        var listed = (await Host.GetOkAsync("/api/admin/settlements?state=open", finance))["items"]!.AsArray();
        var (id, price) = (listed[0]!.Text("id"), listed[0]!.Number("price"));
        Assert.Equal(price, listed[0]!.Number("commission") + listed[0]!.Number("net"));
        Assert.InRange(listed[0]!.Number("commission"), 1, price * 15 / 100);
        Assert.Empty(await PaymentsAsync());

        await Host.PostOkAsync($"/api/admin/settlements/{id}/proposal", null, finance);
        await Host.ExpectAsync(403, HttpMethod.Post, $"/api/admin/settlements/{id}/approval", null, finance);
        await Host.PostOkAsync($"/api/admin/settlements/{id}/approval", null, await Staff.TokenAsync(Host, "finance", 1));
        await Host.AdvanceAsync("P3D");

        var paid = Assert.Single(await PaymentsAsync());
        Assert.Equal((price, id.Split('.')[0]), (paid.Number("amount"), paid.Text("payee")));
        var after = (await Host.GetOkAsync("/api/admin/settlements?state=paid", finance))["items"]!.AsArray();
        Assert.Equal(id, Assert.Single(after)!.Text("id"));
        var statement = await Host.GetOkAsync($"/api/admin/settlements/{id}", finance);
        Assert.Equal(price, statement["lines"]!.AsArray().Sum(l => l!.Number("price")));
    }

    private async Task<IReadOnlyList<JsonNode>> PaymentsAsync() =>
        [.. (await Host.GetOkAsync("/sandbox/payments")).AsArray().Where(p => p!.Text("kind") == "settlement").Select(p => p!)];
}
