using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Training;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Training;

public sealed class CoursesTests : IAsyncLifetime
{
    private const string Submission =
        """{"title":"Menjahit","institution":"institution-1","mode":"offline","price":750000,"occupation":"Penjahit","level":"beginner","kind":"skilling","hours":20,"schedules":[{"scheduleCode":"S1","startsAt":"2026-02-01T08:00:00+07:00","endsAt":"2026-02-03T16:00:00+07:00","sessions":3}]}""";

    private PipelineHarness harness = null!;

    public async Task InitializeAsync() => harness = (await PipelineHarness.StartAsync()).WithPartners();

    public async Task DisposeAsync() => await harness.DisposeAsync();

    [Fact]
    public async Task Course_SubmittedAndApproved_IsListed()
    {
        var put = await harness.LegacyAsync(PartnerCalls.Platform, "PUT", "/api/partners/courses/JAHIT-1", Submission);
        Assert.Equal(("submitted", 200), ((string)put.Json["state"]!, put.Status));
        Assert.Empty(await CodesAsync());

        var approved = await harness.AsStaffAsync(Access.Operator, "Ani", "POST", "/api/admin/courses/JAHIT-1/validation", new { decision = "approve" });

        Assert.Equal("validated", (string)approved.Json["state"]!);
        var item = Assert.Single((await harness.SendAsync("GET", "/api/courses?mode=offline&q=jahit")).Json["items"]!.AsArray())!;
        Assert.Equal(("JAHIT-1", "offline", 3), ((string)item["courseCode"]!, (string)item["mode"]!, (int)item["schedules"]![0]!["sessions"]!));
        Assert.Empty(await CodesAsync("?mode=online"));
        Assert.Empty(await CodesAsync("?q=las"));
    }

    [Fact]
    public async Task Course_Replaced_MustBeValidatedAgain()
    {
        await harness.LegacyAsync(PartnerCalls.Platform, "PUT", "/api/partners/courses/JAHIT-1", Submission);
        await harness.AsStaffAsync(Access.Operator, "Ani", "POST", "/api/admin/courses/JAHIT-1/validation", new { decision = "approve" });

        await harness.LegacyAsync(PartnerCalls.Platform, "PUT", "/api/partners/courses/JAHIT-1", Submission.Replace("750000", "3500000", StringComparison.Ordinal));

        Assert.Empty(await CodesAsync());
    }

    [Fact]
    public async Task Course_OfAnotherPlatform_CannotBeReplaced()
    {
        harness.Partners.All.Add(PartnerCalls.Of("platform-2", Prakerja.Pipeline.Partners.PartnerKind.Platform));
        await harness.LegacyAsync(PartnerCalls.Platform, "PUT", "/api/partners/courses/JAHIT-1", Submission);

        Assert.Equal(403, (await harness.LegacyAsync("platform-2", "PUT", "/api/partners/courses/JAHIT-1", Submission)).Status);
        Assert.Equal(403, (await harness.LegacyAsync(PartnerCalls.Institution, "PUT", "/api/partners/courses/JAHIT-2", Submission)).Status);
    }

    [Fact]
    public async Task Course_BadFields_AreAllNamed()
    {
        var answer = await harness.LegacyAsync(PartnerCalls.Platform, "PUT", "/api/partners/courses/JAHIT-1", """{"mode":"carrier-pigeon","price":0,"schedules":[{"sessions":0}]}""");

        Assert.Equal(400, answer.Status);
        var named = answer.Json["errors"]!.AsObject().Select(e => e.Key).ToHashSet();
        Assert.Superset(new HashSet<string>(["title", "institution", "mode", "price", "occupation", "level", "kind", "hours", "schedules[0].startsAt", "schedules[0].sessions"]), named);
    }

    [Fact]
    public async Task Course_RejectedWithoutReason_IsAFieldError()
    {
        await harness.AddCourseAsync(state: CourseState.Submitted);

        var answer = await harness.AsStaffAsync(Access.Operator, "Ani", "POST", "/api/admin/courses/KURSUS-1/validation", new { decision = "reject" });

        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Json["errors"]!["reason"]);
    }

    [Fact]
    public async Task Validation_ByAnybodyElse_IsForbidden()
    {
        await harness.AddCourseAsync(state: CourseState.Submitted);

        Assert.Equal(403, (await harness.AsStaffAsync(Access.Finance, "Budi", "POST", "/api/admin/courses/KURSUS-1/validation", new { decision = "approve" })).Status);
    }

    [Fact]
    public async Task List_WithToken_HasOnlyWhatTheBearerMayBuy()
    {
        var semiBansos = await harness.AddSelectedAsync(1, "semi-bansos");
        var verified = await harness.AddVerifiedAsync(2);
        await harness.AddCourseAsync("A");
        await harness.AddCourseAsync("B", mode: TrainingMode.Offline);
        await harness.AddCourseAsync("C", price: 1_000_001);
        await harness.AddCourseAsync("D", schedules: TrainingPeople.Schedule("PAST", harness.Now.AddDays(-1)));
        await harness.AddCourseAsync("E", price: 100_000);

        Assert.Equal(["A", "B", "C", "E"], await CodesAsync());
        Assert.Equal(["A", "E"], await CodesAsync(bearer: semiBansos));
        Assert.Empty(await CodesAsync(bearer: verified));
        await harness.BoughtAsync(semiBansos, "E");
        Assert.Empty(await CodesAsync(bearer: semiBansos));
    }

    [Fact]
    public async Task List_InPages_HasEveryCourseOnce()
    {
        foreach (var number in Enumerable.Range(1, 7))
        {
            await harness.AddCourseAsync($"K{number}", state: number == 4 ? CourseState.Rejected : CourseState.Validated);
        }

        var codes = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await harness.SendAsync("GET", "/api/courses?limit=2" + (cursor is null ? "" : $"&cursor={cursor}"))).Json;
            codes.AddRange(page["items"]!.AsArray().Select(i => (string)i!["courseCode"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);

        Assert.Equal(["K1", "K2", "K3", "K5", "K6", "K7"], codes);
    }

    private async Task<IEnumerable<string>> CodesAsync(string query = "", string? bearer = null)
    {
        var answer = bearer is null ? await harness.SendAsync("GET", "/api/courses" + query) : await harness.AsAsync(bearer, "GET", "/api/courses" + query);
        return answer.Json["items"]!.AsArray().Select(i => (string)i!["courseCode"]!).ToArray();
    }
}
