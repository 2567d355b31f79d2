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
        Assert.Equal(403, (await harness.AsStaffAsync(Access.Operator, "ani", "POST", $"{Path}/blk-bandung/proposals/1/approval")).Status);
        Assert.Equal(200, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"{Path}/blk-bandung/proposals/1/approval")).Status);

        var partner = await OpenAsync(harness);
        Assert.Equal((PartnerKind.Institution, "blk_bdg", true), (partner!.Kind, partner.ClientCode, partner.LegacyAllowed));
        Assert.Equal(new PartnerSecret(proposed.Json["key"]!.GetValue<string>()), Assert.Single(partner.SigningKeys));
        Assert.Equal(new PartnerSecret(proposed.Json["webhookSecret"]!.GetValue<string>()), Assert.Single(partner.WebhookSecrets));
        Assert.Equal("blk-bandung", await harness.Get<PartnerRegistry>().FindIdAsync("blk_bdg"));
        Assert.Equal(409, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"{Path}/blk-bandung/proposals/1/approval")).Status);
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
    public async Task Account_OfAPlatform_HoldsFromTheApprovalAndIsKeptSealed()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var platform = new { id = "toko", kind = "platform", clientCode = "toko", owner = "pt-toko" };
        Assert.Equal(201, (await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, platform)).Status);
        Assert.Equal(200, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"{Path}/toko/proposals/1/approval")).Status);
        var account = new { id = "toko", kind = "platform", clientCode = "toko", keepKeys = true, settlementAccount = new { provider = "bni", account = "1234567890", holder = "PT Toko" } };
        var proposed = await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, account);
        Assert.Equal(("******7890", null), ((string)proposed.Json["partner"]!["proposed"]!["settlementAccount"]!["account"]!, proposed.Json["key"]));
        Assert.Equal(403, (await harness.AsStaffAsync(Access.Operator, "ani", "POST", $"{Path}/toko/proposals/2/approval")).Status);

        var registry = harness.Get<PartnerRegistry>();
        async Task<Partner> TokoAsync() => (await registry.OpenAsync((await registry.FindAsync("toko"))!.Value.Entry))!;
        var before = await TokoAsync();
        Assert.Null(before.Account);
        Assert.Equal(200, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"{Path}/toko/proposals/2/approval")).Status);
        var after = await TokoAsync();
        Assert.Equal(("1234567890", "PT Toko", "pt-toko"), (after.Account!.Number, after.Account.Holder, after.Owner));
        Assert.Equal(before.SigningKeys, after.SigningKeys);
        Assert.DoesNotContain("1234567890", (await harness.AsStaffAsync(Access.Operator, "ani", "GET", Path)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567890", System.Text.Encoding.UTF8.GetString(PipelineJson.Write((await registry.FindAsync("toko"))!.Value.Entry)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approval_OfAProposalThatAnotherReplaced_IsAConflictAndTheListNamesTheNewOne()
    {
        await using var harness = await PipelineHarness.StartAsync();
        object Asked(string account) => new { id = "toko", kind = "platform", clientCode = "toko", settlementAccount = new { provider = "bni", account, holder = "PT Toko" } };
        Task<Answer> ApproveAsync(string path) => harness.AsStaffAsync(Access.Operator, "budi", "POST", path);
        await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, Asked("1234567890"));
        var read = $"{Path}/toko/proposals/1/approval";
        await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, Asked("9999997890"));

        var stale = await ApproveAsync(read);
        Assert.Equal((409, "nothing-proposed"), (stale.Status, stale.Problem));
        Assert.Empty((await harness.Get<PartnerRegistry>().FindAsync("toko"))!.Value.Entry.Seeds);
        Assert.Equal(404, (await ApproveAsync($"{Path}/toko/proposals/last/approval")).Status);
        var waiting = (await harness.AsStaffAsync(Access.Operator, "budi", "GET", "/api/admin/approvals")).Json["items"]!.AsArray().Single(a => (string)a!["kind"]! == "partner");
        Assert.Equal($"{Path}/toko/proposals/2/approval", (string)waiting!["approve"]!);
        Assert.Equal(200, (await ApproveAsync((string)waiting["approve"]!)).Status);
    }

    [Fact]
    public async Task Account_OfAnInstitutionOrAtAWallet_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var settlementAccount = new { provider = "ovo", account = "08123456789", holder = "PT" };
        var refused = await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, new { id = "blk", kind = "institution", clientCode = "blk", keepKeys = true, settlementAccount });
        Assert.Equal(["settlementAccount", "settlementAccount.provider"], refused.Json["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
        var keyless = await harness.AsStaffAsync(Access.Operator, "ani", "POST", Path, new { id = "blk", kind = "institution", clientCode = "blk", keepKeys = true });
        Assert.NotNull(keyless.Json["errors"]!["keepKeys"]);
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
        Assert.Equal(200, (await harness.AsStaffAsync(Access.Operator, "budi", "POST", $"{Path}/blk-bandung/proposals/{proposed.Json["partner"]!["proposed"]!["number"]}/approval")).Status);
        return proposed.Json["key"]!.GetValue<string>();
    }

    private static async Task<Partner?> OpenAsync(PipelineHarness harness)
    {
        var registry = harness.Get<PartnerRegistry>();
        return await registry.FindAsync("blk-bandung") is { } found ? await registry.OpenAsync(found.Entry) : null;
    }
}
