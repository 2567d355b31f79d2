using Prakerja.Domain.Ledger;
using Prakerja.Domain.Settlements;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;
using Prakerja.Pipeline.Tests.Training;

namespace Prakerja.Pipeline.Tests.Settlements;

public sealed class CommissionTests : IAsyncLifetime
{
    private const string Course =
        """{"title":"Menjahit","institution":"institution-1","mode":"online","price":999999,"occupation":"Penjahit","level":"beginner","kind":"skilling","hours":20,"commissionBasisPoints":1500}""";

    private SettlementBench bench = null!;

    public async Task InitializeAsync() => bench = await SettlementBench.StartAsync();

    public async Task DisposeAsync() => await bench.DisposeAsync();

    [Theory]
    [InlineData("1501")]
    [InlineData("-1")]
    [InlineData("12.5")]
    [InlineData("\"10\"")]
    [InlineData("99999999999")]
    public async Task Commission_AboveFifteenPercentOrNoWholeNumber_IsRefused(string commission)
    {
        var answer = await PutAsync(Course.Replace("1500", commission, StringComparison.Ordinal));
        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Json["errors"]!["commissionBasisPoints"]);
    }

    [Fact]
    public async Task Commission_Changed_HoldsForPurchasesAfterItsValidation()
    {
        await PutAsync(Course);
        await ValidateAsync(null);
        var early = await bench.Harness.AddSelectedAsync(31);
        var bought = await bench.Harness.BoughtAsync(early, "JAHIT-1");

        await PutAsync(Course.Replace("1500", "500", StringComparison.Ordinal));
        await ValidateAsync(null);
        var late = await bench.Harness.AddSelectedAsync(32);
        await bench.CompleteAsync(early, bought);
        await bench.CompleteAsync(late, await bench.Harness.BoughtAsync(late, "JAHIT-1"));

        Assert.Equal(149_999, (await bench.Harness.BalancesAsync(early))[LedgerAccounts.Commission(SettlementBench.Platform)].Posted);
        Assert.Equal(49_999, (await bench.Harness.BalancesAsync(late))[LedgerAccounts.Commission(SettlementBench.Platform)].Posted);
    }

    [Theory]
    [InlineData(1, 1_500, 0)]
    [InlineData(999_999, 1_500, 149_999)]
    [InlineData(3_500_000, 0, 0)]
    [InlineData(3_500_000, 1_500, 525_000)]
    public void Commission_OfAPrice_IsRoundedDown(long price, int basisPoints, long commission) =>
        Assert.Equal(commission, Commission.Of(price, basisPoints));

    [Fact]
    public async Task Course_OfOneOwner_IsFlaggedEverywhereAndNeedsAReason()
    {
        Own(PartnerCalls.Platform, "pt-satu");
        Own(PartnerCalls.Institution, "pt-satu");
        await PutAsync(Course);
        var listed = (await bench.Harness.AsStaffAsync(Access.Operator, "ani", "GET", "/api/admin/courses?state=submitted")).Json["items"]!.AsArray();
        Assert.True((bool)listed.Single()!["conflictOfInterest"]!);
        Assert.Equal(400, await ValidateAsync(null));
        Assert.Equal(200, await ValidateAsync("The only one of its kind in the province."));

        var onSale = (await bench.Harness.SendAsync("GET", "/api/courses?q=jahit")).Json["items"]!.AsArray();
        Assert.True((bool)onSale.Single(c => (string)c!["courseCode"]! == "JAHIT-1")!["conflictOfInterest"]!);
        var buyer = await bench.Harness.AddSelectedAsync(33);
        await bench.CompleteAsync(buyer, await bench.Harness.BoughtAsync(buyer, "JAHIT-1"));
        await bench.SweepAsync("2026-01-12");
        Assert.Equal(1, (await bench.FindAsync()).Flagged);
    }

    [Fact]
    public async Task Course_WhoseOwnersBecomeOne_IsFlaggedByTheNextSweep()
    {
        await PutAsync(Course);
        await ValidateAsync(null);
        Own(PartnerCalls.Platform, "pt-satu");
        Own(PartnerCalls.Institution, "pt-satu");
        await bench.Harness.RunTimerAsync("settlements");
        Assert.All((await bench.Harness.SendAsync("GET", "/api/courses")).Json["items"]!.AsArray(), c => Assert.True((bool)c!["conflictOfInterest"]!));
    }

    private void Own(string partner, string owner)
    {
        var known = bench.Harness.Partners.All.Single(p => p.Id == partner);
        bench.Harness.Partners.All.Remove(known);
        bench.Harness.Partners.All.Add(known with { Owner = owner });
    }

    private Task<Answer> PutAsync(string course) => bench.Harness.LegacyAsync(SettlementBench.Platform, "PUT", "/api/partners/courses/JAHIT-1", course);

    private async Task<int> ValidateAsync(string? reason) =>
        (await bench.Harness.AsStaffAsync(Access.Operator, "ani", "POST", "/api/admin/courses/JAHIT-1/validation", new { decision = "approve", reason })).Status;
}
