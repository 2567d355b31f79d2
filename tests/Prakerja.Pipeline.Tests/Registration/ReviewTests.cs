using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Tests.Registration;

public class ReviewTests
{
    private const string Nik = "3273014403950001";
    private const string OtherNik = "3273014403950002";

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    public async Task Facts_ChangedMeanwhile_CaseIsClosedAndNothingMoves(string decision)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var first = await harness.RegisterAsync("a", Nik, "+6281234567890");
        var second = await WithFaceAsync(harness, "b", OtherNik, "+6281234567891");
        var stale = await ReviewAsync(harness);
        var seen = await harness.FindAsync(harness.IdOf(second));
        harness.World.Face = 95;
        await harness.PutIdentityAsync(second, Nik);
        await harness.SettleAsync();

        // As if the lifecycle had not closed it yet.
        await harness.Get<ReviewQueue>().OpenAsync(seen, ["face"]);
        Assert.Equal("review-stale", (await DecideAsync(harness, stale, decision)).Problem);
        await harness.SettleAsync();

        Assert.Equal(harness.IdOf(first), await HolderAsync(harness, Nik));
        Assert.Null(await HolderAsync(harness, OtherNik));
        Assert.Equal(ParticipantState.Verified, (await harness.FindAsync(harness.IdOf(first))).State);
        Assert.NotEqual(stale, await ReviewAsync(harness));
    }

    [Fact]
    public async Task Facts_Changed_CloseTheCase()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await WithFaceAsync(harness, "a", Nik, "+6281234567890");
        var stale = await ReviewAsync(harness);
        harness.World.Face = 95;
        await harness.PutPhotosAsync(token);
        await harness.SettleAsync();

        Assert.Equal(404, (await DecideAsync(harness, stale, "approve")).Status);
        Assert.Equal(ParticipantState.Verified, (await harness.FindAsync(harness.IdOf(token))).State);
    }

    [Fact]
    public async Task Erased_CaseLeftOpen_Answers409()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await WithFaceAsync(harness, "a", Nik, "+6281234567890");
        var seen = await harness.FindAsync(harness.IdOf(token));
        await harness.ExpectAsync(204, "DELETE", "/api/me", null, token);
        await harness.SettleAsync();
        await harness.Get<ReviewQueue>().OpenAsync(seen, ["face"]);

        Assert.Equal("review-stale", (await DecideAsync(harness, await ReviewAsync(harness), "approve")).Problem);
    }

    [Fact]
    public async Task Holder_WithAnAward_KeepsTheNikUntilRevoked()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var first = await harness.RegisterAsync("a", Nik, "+6281234567890");
        await harness.RegisterAsync("b", Nik, "+6281234567891");
        await harness.Get<ParticipantStore>().ChangeAsync(harness.IdOf(first), change =>
        {
            var award = new Award(1, "1", "2023", "1", new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 20), 2026, 1);
            change.Participant = change.Participant with { State = ParticipantState.Selected, Award = award };
            return ValueTask.FromResult(true);
        });

        Assert.Equal("holder-awarded", (await DecideAsync(harness, await ReviewAsync(harness), "approve")).Problem);

        Assert.Equal(harness.IdOf(first), await HolderAsync(harness, Nik));
        Assert.Equal(200, (await DecideAsync(harness, await ReviewAsync(harness), "reject")).Status);
    }

    [Theory]
    [InlineData("approve", false)]
    [InlineData("approve", true)]
    [InlineData("reject", false)]
    [InlineData("reject", true)]
    public async Task Crash_AtAnyCommit_ThenTheSameDecisionAgain_EndsTheSame(string decision, bool afterCommit)
    {
        for (var point = 1; point <= 9; point++)
        {
            await using var harness = await PipelineHarness.StartAsync();
            var first = await harness.RegisterAsync("a", Nik, "+6281234567890");
            var second = await harness.RegisterAsync("b", Nik, "+6281234567891");
            var review = await ReviewAsync(harness);
            harness.Tables.CrashAt(point, afterCommit);
            await Task.WhenAny(DecideAsync(harness, review, decision), harness.Tables.Crashed);
            await harness.RestartAsync();
            Assert.Contains((await DecideAsync(harness, review, decision)).Status, (int[])[200, 404]);
            await harness.SettleAsync();

            var approved = decision == "approve";
            Assert.Equal((point, approved ? harness.IdOf(second) : harness.IdOf(first)), (point, await HolderAsync(harness, Nik)));
            Assert.Equal(approved ? ParticipantState.Refused : ParticipantState.Verified, (await harness.FindAsync(harness.IdOf(first))).State);
            Assert.Equal(approved ? ParticipantState.Verified : ParticipantState.Refused, (await harness.FindAsync(harness.IdOf(second))).State);
        }
    }

    [Fact]
    public async Task Case_HasADueDateForBothSides()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await WithFaceAsync(harness, "a", Nik, "+6281234567890");
        var due = harness.Now + TimeSpan.FromDays(7);

        var deadline = (await harness.ExpectAsync(200, "GET", "/api/me", null, token)).Json["deadlines"]!.AsArray().Single()!;
        Assert.Equal(("identity-review", due), (deadline["what"]!.GetValue<string>(), deadline["at"]!.GetValue<DateTimeOffset>()));
        Assert.False((await ItemAsync(harness))["overdue"]!.GetValue<bool>());
        await harness.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.True((await ItemAsync(harness))["overdue"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Nik_OnceFoundTheirs_CannotBeChangedByEditingSomethingElseFirst()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.RegisterAsync("a", Nik, "+6281234567890");
        await harness.ExpectAsync(204, "PUT", "/api/me/profile", Applicants.Profile() with { BirthPlace = "Cimahi" }, token);

        await harness.ExpectAsync(409, "PUT", "/api/me/identity", new { nik = OtherNik, familyCardNumber = "3273014403950001" }, token);
    }

    [Fact]
    public async Task Nik_ChangedBeforeItPassed_IsFree()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await WithFaceAsync(harness, "a", Nik, "+6281234567890");
        Assert.Equal(harness.IdOf(token), await HolderAsync(harness, Nik));
        harness.World.Face = 95;
        await harness.PutIdentityAsync(token, OtherNik);
        await harness.SettleAsync();

        Assert.Null(await HolderAsync(harness, Nik));
        Assert.Equal(harness.IdOf(token), await HolderAsync(harness, OtherNik));
    }

    private static async Task<string> WithFaceAsync(PipelineHarness harness, string name, string nik, string phone)
    {
        harness.World.Face = 10;
        return await harness.RegisterAsync(name, nik, phone);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> ItemAsync(PipelineHarness harness) =>
        (await harness.AsStaffAsync(Access.Reviewer, "rina", "GET", "/api/admin/reviews")).Json["items"]!.AsArray().Single()!;

    private static async Task<string> ReviewAsync(PipelineHarness harness) => (await ItemAsync(harness))["id"]!.GetValue<string>();

    private static Task<Answer> DecideAsync(PipelineHarness harness, string review, string decision) =>
        harness.AsStaffAsync(Access.Reviewer, "rina", "POST", $"/api/admin/reviews/{review}", new { decision, reason = "seen in person" });

    private static async Task<string?> HolderAsync(PipelineHarness harness, string nik) =>
        await harness.Get<Claims>().HolderAsync(ClaimKinds.Nik, harness.Get<BlindIndex>().Nik(nik));
}
