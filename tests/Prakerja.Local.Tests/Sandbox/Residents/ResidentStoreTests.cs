using Prakerja.Domain;
using Prakerja.Domain.Eligibility;
using Prakerja.Domain.People;
using Prakerja.Domain.Regions;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Local.Tests.Sandbox.Residents;

public sealed class ResidentStoreTests
{
    [Fact]
    public async Task MakeAsync_SameCountAndSeed_SameResidentsInAnyDirectory()
    {
        await using var one = await SandboxHarness.StartAsync();
        await using var other = await SandboxHarness.StartAsync();
        await other.Get<ResidentStore>().MakeAsync(30, 99);

        var first = await one.Get<ResidentStore>().MakeAsync(50, 1);

        Assert.Equal(Text(first), Text(await one.Get<ResidentStore>().MakeAsync(50, 1)));
        Assert.Equal(Text(first), Text(await other.Get<ResidentStore>().MakeAsync(50, 1)));
        Assert.Equal(Text(first.Take(20)), Text(await one.Get<ResidentStore>().MakeAsync(20, 1)));
    }

    [Fact]
    public async Task MakeAsync_ManySeeds_NothingUniqueRepeats()
    {
        await using var host = await SandboxHarness.StartAsync();
        var all = new List<Resident>();
        for (var seed = 0; seed < 4; seed++)
        {
            all.AddRange(await host.Get<ResidentStore>().MakeAsync(2_500, seed));
        }

        Assert.Equal(all.Count, all.DistinctBy(r => r.Nik).Count());
        Assert.Equal(all.Count, all.DistinctBy(r => r.Email).Count());
        Assert.Equal(all.Count, all.DistinctBy(r => r.Phone).Count());
        var accounts = all.SelectMany(r => r.PaymentAccounts).ToList();
        Assert.Equal(accounts.Count, accounts.Distinct().Count());
    }

    [Fact]
    public async Task MakeAsync_EveryResident_IsCoherentAndAcceptedByTheRealCalls()
    {
        await using var host = await SandboxHarness.StartAsync();
        var today = Wib.DateOf(host.Clock.GetUtcNow());

        foreach (var resident in await host.Get<ResidentStore>().MakeAsync(2_000, 5))
        {
            var nik = Nik.Parse(resident.Nik).Value;
            var (facts, edit, problem) = PutProfile.Parse(resident.Profile, today);
            Assert.Null(problem);
            Assert.NotNull(edit);
            Assert.Equal(NikFlags.None, nik.Flags(resident.Profile.BirthDate!.Value, facts!.Gender));
            Assert.NotNull(RegencyTable.Find(nik.RegencyCode));
            Assert.Equal(resident.Phone, PhoneNumber.Parse(resident.Phone).Value.E164);
            Assert.Equal(resident.Email, EmailAddress.Parse(resident.Email).Value.Value);
            Assert.True(FamilyCardNumber.Parse(resident.FamilyCardNumber).IsOk);
            var (declared, wrong) = PutDeclaration.Parse(resident.Declaration, host.Clock.GetUtcNow());
            Assert.Null(wrong);
            Assert.NotEmpty(declared!.Consents);
            Assert.Empty(EligibilityRules.Evaluate(new EligibilityFacts { BirthDate = resident.Profile.BirthDate.Value, MonthlyWage = declared.MonthlyWage }, today));
        }
    }

    [Fact]
    public async Task MakeAsync_Families_ShareCardAndHomeAndNeverExceedFour()
    {
        await using var host = await SandboxHarness.StartAsync();

        var families = (await host.Get<ResidentStore>().MakeAsync(2_000, 3)).GroupBy(r => r.FamilyCardNumber).ToList();

        Assert.Equal([1, 2, 3, 4], families.Select(f => f.Count()).Distinct().Order());
        Assert.All(families, f => Assert.Single(f.Select(r => (r.Profile.Address, r.Profile.Regency)).Distinct()));
    }

    [Fact]
    public async Task MakeAsync_TenThousand_SpreadOverTheCountryMostlyOnJava()
    {
        await using var host = await SandboxHarness.StartAsync();

        var homes = (await host.Get<ResidentStore>().MakeAsync(10_000, 1)).Select(r => r.Profile.Regency!).ToList();

        Assert.InRange(homes.Distinct().Count(), 490, 514);
        Assert.InRange(homes.Count(h => h[0] == '3'), 5_300, 6_300);
    }

    [Fact]
    public async Task Change_FamilyCard_IsKeptWhenResidentsAreAskedForAgain()
    {
        await using var host = await SandboxHarness.StartAsync();
        var resident = (await host.Get<ResidentStore>().MakeAsync(1, 1))[0];

        await host.CallAsync("PUT", $"/sandbox/residents/{resident.Nik}", new { familyCardNumber = "3273011201150001", student = true });
        await host.CallAsync("PUT", $"/sandbox/residents/{resident.Nik}", new { faceScore = 12 });

        Assert.Equal("3273011201150001", (await host.Get<ResidentStore>().MakeAsync(1, 1))[0].FamilyCardNumber);
        var known = await host.Get<ResidentStore>().FindAsync(resident.Nik);
        Assert.Equal((true, 12), (known.Change.Student, known.Change.FaceScore));
    }

    private static string Text(IEnumerable<Resident> residents) => System.Text.Json.JsonSerializer.Serialize(residents);
}
