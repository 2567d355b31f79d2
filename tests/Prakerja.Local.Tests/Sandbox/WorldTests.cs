using System.Net;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Local.Tests.Sandbox;

public sealed class WorldTests
{
    [Theory]
    [InlineData("POST", "/sandbox/residents", """{"count":0,"seed":1}""")]
    [InlineData("POST", "/sandbox/residents", """{"count":100001}""")]
    [InlineData("POST", "/sandbox/residents", """{"count":"many"}""")]
    [InlineData("PUT", "/sandbox/residents/123", """{"student":true}""")]
    [InlineData("PUT", "/sandbox/residents/3273011201900001", """{"registry":"maybe"}""")]
    [InlineData("PUT", "/sandbox/residents/3273011201900001", """{"faceScore":101}""")]
    [InlineData("PUT", "/sandbox/payments/1", """{"behaviour":"explode"}""")]
    [InlineData("POST", "/sandbox/clock", """{"advance":"tomorrow"}""")]
    [InlineData("POST", "/sandbox/clock", """{"advance":"-P1D"}""")]
    [InlineData("POST", "/sandbox/clock", """{"advance":"P6Y"}""")]
    [InlineData("POST", "/sandbox/clock", """{"to":"2020-01-01T00:00:00Z"}""")]
    [InlineData("POST", "/sandbox/clock", """{"to":"9999-12-31T23:59:59Z"}""")]
    [InlineData("POST", "/sandbox/clock", "{}")]
    [InlineData("PUT", "/sandbox/registry", "{}")]
    public async Task Call_BadInput_ProblemThatNamesTheField(string method, string path, string body)
    {
        await using var host = await SandboxHarness.StartAsync();

        var (status, problem) = await host.CallAsync(method, path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(problem.GetProperty("errors").EnumerateObject());
    }

    [Fact]
    public async Task Clock_Advanced_AnswersWithTheNewTime()
    {
        await using var host = await SandboxHarness.StartAsync();

        var moved = await host.CallAsync("POST", "/sandbox/clock", new { advance = "P7DT30M" });

        Assert.Equal(SandboxHarness.Start.AddDays(7).AddMinutes(30), moved.Body.GetProperty("now").GetDateTimeOffset());
        Assert.Equal(moved.Body.GetRawText(), (await host.CallAsync("GET", "/sandbox/clock")).Body.GetRawText());
    }

    [Fact]
    public async Task Operators_EveryRole_TwoPeopleWhoseTokensWork()
    {
        await using var host = await SandboxHarness.StartAsync();

        var rows = (await host.CallAsync("GET", "/sandbox/operators")).Body.EnumerateArray().ToList();

        foreach (var role in (string[])["operator", "reviewer", "finance", "auditor", "office"])
        {
            Assert.True(rows.Count(r => r.GetProperty("roles").EnumerateArray().Any(x => x.GetString() == role)) >= 2);
        }

        var directory = host.Get<IOperatorDirectory>();
        await Assert.AllAsync(rows, async r => Assert.Equal(r.GetProperty("name").GetString(), (await directory.FindAsync(null!, r.GetProperty("token").GetString()!))?.Id));
        Assert.Null(await directory.FindAsync(null!, "op-guess"));
        Assert.Equal(27, (await directory.FindAsync(null!, rows.Single(r => r.GetProperty("name").GetString() == "office-jawa-barat").GetProperty("token").GetString()!))!.Regencies.Count);
    }

    [Fact]
    public async Task Partners_RegisteredByOperators_AreFoundBesideThoseOfTheSandbox()
    {
        await using var host = await SandboxHarness.StartAsync();
        var (directory, registry) = (host.Get<IPartnerDirectory>(), host.Get<PartnerRegistry>());
        var (seed, wrapped) = await registry.NewSeedAsync();
        var entry = new PartnerEntry("blk-padang", PartnerKind.Institution, "blk_pdg", true, [], null);
        await registry.AddAsync(entry.Approve(new PartnerProposal("ani", SandboxHarness.Start, true, 7, wrapped), SandboxHarness.Start));

        Assert.Equal(PartnerRegistry.KeysOf(seed).Key, (await directory.FindByClientCodeAsync("blk_pdg"))!.SigningKeys.Single().Value);
        Assert.NotNull(await directory.FindByIdAsync("tokopedia"));
        Assert.Null(await directory.FindByIdAsync("blk-guess"));
    }

    [Fact]
    public async Task Beacon_Round_OutWhenDueUnlessSwitchedOff()
    {
        await using var host = await SandboxHarness.StartAsync();
        var beacon = host.Get<IRandomnessBeacon>();
        var round = beacon.RoundAt(SandboxHarness.Start.AddSeconds(1));

        Assert.Equal(SandboxHarness.Start.AddSeconds(30), beacon.DueAt(round));
        Assert.Equal(round, beacon.RoundAt(beacon.DueAt(round)));
        Assert.Null(await beacon.GetSignatureAsync(round));
        await host.AdvanceAsync(TimeSpan.FromSeconds(30));
        var signature = await beacon.GetSignatureAsync(round);
        Assert.Equal(48, signature!.Length);
        Assert.NotEqual(signature, await beacon.GetSignatureAsync(round - 1));
        await host.CallAsync("PUT", "/sandbox/beacon", new { available = false });
        Assert.Null(await beacon.GetSignatureAsync(round));
    }

    [Fact]
    public async Task CivilRegistry_Resident_ComparesFactsUnlessToldOtherwise()
    {
        await using var host = await SandboxHarness.StartAsync();
        var resident = (await host.Get<ResidentStore>().MakeAsync(1, 1))[0];
        var query = QueryOf(resident);
        var registry = host.Get<ICivilRegistry>();

        Assert.Equal(new CivilAnswer(CivilOutcome.Match, 100), await registry.CheckAsync(query));
        Assert.Equal(new CivilAnswer(CivilOutcome.Match, 100), await registry.CheckAsync(query with { FullName = $"  {query.FullName.ToUpperInvariant()} " }));
        Assert.False((await registry.CheckAsync(query with { Regency = query.Regency == "32.73" ? "32.04" : "32.73" })).RegencyMatches);
        Assert.Equal(CivilOutcome.Mismatch, (await registry.CheckAsync(query with { BirthDate = query.BirthDate.AddDays(1) })).Outcome);
        Assert.Equal(CivilOutcome.Mismatch, (await registry.CheckAsync(query with { FamilyCardNumber = "3273011201150009" })).Outcome);
        Assert.Equal(CivilOutcome.Mismatch, (await registry.CheckAsync(query with { Nik = "3273011201900001" })).Outcome);

        await host.CallAsync("PUT", $"/sandbox/residents/{resident.Nik}", new { registry = "mismatch" });
        Assert.Equal(CivilOutcome.Mismatch, (await registry.CheckAsync(query)).Outcome);
        await host.CallAsync("PUT", $"/sandbox/residents/{resident.Nik}", new { registry = "match", deceased = true });
        Assert.Equal(new CivilAnswer(CivilOutcome.Match, 100, true, true), await registry.CheckAsync(query with { MothersMaidenName = "X" }));
        await host.CallAsync("PUT", "/sandbox/registry", new { available = false });
        Assert.Equal(CivilOutcome.Unavailable, (await registry.CheckAsync(query)).Outcome);
        Assert.False((await host.Get<IExclusionRegistries>().CheckAsync(query.Nik)).Available);
    }

    private static CivilQuery QueryOf(Resident r) => new(
        r.Nik, r.FamilyCardNumber, r.Profile.FullName!, r.Profile.BirthPlace!, r.Profile.BirthDate!.Value, r.Profile.Gender!, r.Profile.MothersMaidenName!, r.Profile.Regency!);
}
