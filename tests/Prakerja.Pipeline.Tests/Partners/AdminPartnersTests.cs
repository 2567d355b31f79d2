using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Partners;

public sealed class AdminPartnersTests
{
    private const string Path = "/api/admin/partners";
    private static readonly object Blk = new { id = "blk-bandung", kind = "institution", clientCode = "blk_bdg", legacyAllowed = true };

    [Fact]
    public async Task Proposal_NotApproved_IsNobody()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var proposed = await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, Blk);
        Assert.Equal((201, "proposed"), (proposed.Status, proposed.Json["partner"]!["state"]!.GetValue<string>()));
        Assert.Null(await OpenAsync(harness));
    }

    [Fact]
    public async Task Approval_ByTheSamePerson_IsRefusedAndByAnotherMakesTheShownKeysHold()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var proposed = await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, Blk);
        Assert.Equal(403, (await harness.AsStaffAsync(Access.Operator, "ani", "POST", $"{Path}/blk-bandung/approval")).Status);
        Assert.Equal(200, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"{Path}/blk-bandung/approval")).Status);

        var partner = await OpenAsync(harness);
        Assert.Equal((PartnerKind.Institution, "blk_bdg", true), (partner!.Kind, partner.ClientCode, partner.LegacyAllowed));
        Assert.Equal(new PartnerSecret(proposed.Json["key"]!.GetValue<string>()), Assert.Single(partner.SigningKeys));
        Assert.Equal(new PartnerSecret(proposed.Json["webhookSecret"]!.GetValue<string>()), Assert.Single(partner.WebhookSecrets));
        Assert.Equal("blk-bandung", await harness.Get<PartnerRegistry>().FindIdAsync("blk_bdg"));
        Assert.Equal(409, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"{Path}/blk-bandung/approval")).Status);
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(0, false)]
    public async Task Rotation_Approved_LetsTheOldKeysHoldForTheOverlap(int days, bool oldHolds)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var old = await RegisterAsync(harness, Blk);
        var renewed = await RegisterAsync(harness, new { id = "blk-bandung", kind = "institution", clientCode = "blk_bdg", overlapDays = days });

        var (partner, now) = ((await OpenAsync(harness))!, harness.Get<TimeProvider>().GetUtcNow());
        string[] Holding(DateTimeOffset at) => [.. partner.SigningKeys.Where(k => k.HoldsAt(at)).Select(k => k.Value)];
        Assert.Equal(oldHolds ? [old, renewed] : [renewed], Holding(now));
        Assert.Equal([renewed], Holding(now.AddDays(days)));
        Assert.False(partner.LegacyAllowed);
    }

    [Theory]
    [InlineData("blk-bandung", "platform", "blk_bdg")]
    [InlineData("blk-bandung", "institution", "another")]
    [InlineData("another", "institution", "blk_bdg")]
    public async Task Proposal_OfWhatIsAnothers_IsAConflict(string id, string kind, string clientCode)
    {
        await using var harness = await PipelineHarness.StartAsync();
        await RegisterAsync(harness, Blk);
        Assert.Equal(409, (await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, new { id, kind, clientCode })).Status);
    }

    [Fact]
    public async Task Proposal_BadFields_NamesThem()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var refused = await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, new { id = "a/b", kind = "bank", overlapDays = 31 });
        Assert.Equal(400, refused.Status);
        Assert.Equal(["clientCode", "id", "kind", "overlapDays"], refused.Json["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task List_ShowsNoKeysAndApplicantsMayNotSeeIt()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var key = await RegisterAsync(harness, Blk);
        var list = await harness.AsStaffAsync(Access.Auditor, "maya", "GET", Path);
        Assert.Equal(("blk-bandung", "active"), (list.Json["items"]![0]!["id"]!.GetValue<string>(), list.Json["items"]![0]!["state"]!.GetValue<string>()));
        Assert.DoesNotContain(key, list.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(403, (await harness.AsStaffAsync(Access.Reviewer, "dewi", "GET", Path)).Status);
    }

    private static async Task<string> RegisterAsync(PipelineHarness harness, object request)
    {
        var proposed = await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, request);
        Assert.Equal(200, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"{Path}/blk-bandung/approval")).Status);
        return proposed.Json["key"]!.GetValue<string>();
    }

    private static async Task<Partner?> OpenAsync(PipelineHarness harness)
    {
        var registry = harness.Get<PartnerRegistry>();
        return await registry.FindAsync("blk-bandung") is { } found ? await registry.OpenAsync(found.Entry) : null;
    }
}
