using Prakerja.Domain.Schemes;
using Prakerja.Local.Sandbox.Catalogue;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Pipeline.Training;

namespace Prakerja.Local.Tests.Sandbox.Catalogue;

public sealed class SandboxCatalogueTests
{
    [Fact]
    public async Task Catalogue_AtFirstStart_SixtyCoursesOnSaleInAllModes()
    {
        await using var host = await SandboxHarness.StartAsync();

        var courses = await CoursesAsync(host);

        Assert.Equal(60, courses.Count);
        Assert.All(courses, c => Assert.True(c.IsOnSale(host.Clock.GetUtcNow())));
        Assert.All(courses, c => Assert.InRange(c.Price, 150_000, 1_500_000));
        Assert.All(courses, c => Assert.All(c.Schedules, s => Assert.InRange(s.Sessions, 1, 4)));
        Assert.All(courses, c => Assert.True(SandboxPartners.Platforms.Contains(c.Platform) && SandboxPartners.Institutions.Contains(c.Institution)));
        Assert.Equal(Enum.GetValues<TrainingMode>(), courses.Select(c => c.Mode).Distinct().Order());
        Assert.True(courses.Count(c => c is { Mode: TrainingMode.Online, Price: <= 1_000_000 }) >= 10);
    }

    [Fact]
    public async Task Catalogue_AfterAYearAndARestart_AlwaysSomethingToBuy()
    {
        await using var before = await SandboxHarness.StartAsync();
        for (var month = 0; month < 12; month++)
        {
            await before.AdvanceAsync(TimeSpan.FromDays(30));
            Assert.All(await CoursesAsync(before), c => Assert.True(c.IsOnSale(before.Clock.GetUtcNow())));
        }

        await using var after = await SandboxHarness.StartAsync(before);
        await after.AdvanceAsync(TimeSpan.FromDays(40));

        Assert.All(await CoursesAsync(after), c => Assert.True(c.IsOnSale(after.Clock.GetUtcNow()) && c.Schedules.Count <= 14));
    }

    private static async Task<List<Course>> CoursesAsync(SandboxHarness host)
    {
        var courses = new List<Course>();
        for (var index = 0; index < CourseMaker.Count; index++)
        {
            courses.Add((await host.Get<CourseCatalog>().FindAsync(CourseMaker.CodeOf(index)))!.Value.Course);
        }

        return courses;
    }
}
