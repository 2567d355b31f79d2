using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;
using Catalogue = Prakerja.Domain.Assessing.Assessments;

namespace Prakerja.Pipeline.Tests.Assessments;

public sealed class AbilityTestTests : IAsyncLifetime
{
    private PipelineHarness harness = null!;
    private string participant = null!;

    public async Task InitializeAsync()
    {
        harness = await PipelineHarness.StartAsync();
        participant = await harness.AddVerifiedAsync(1);
        await harness.Get<ParticipantStore>().ChangeAsync(participant, change =>
        {
            change.Participant = change.Participant with { State = ParticipantState.Verified, Test = new TestAttempt() };
            return ValueTask.FromResult(true);
        });
    }

    public async Task DisposeAsync() => await harness.DisposeAsync();

    [Fact]
    public async Task Test_AnsweredInParts_ResumesAndIsHandedInOnce()
    {
        var all = Catalogue.Test.Questions.ToDictionary(q => q.Id, q => q.Options[0].Id);
        var first = all.Take(2).ToDictionary();
        Assert.Equal("open", (string)(await GetAsync()).Json["state"]!);

        Assert.Equal(204, (await SaveAsync(first)).Status);
        var resumed = (await GetAsync()).Json;
        Assert.Equal("started", (string)resumed["state"]!);
        Assert.Equal(first.Keys.Order(), resumed["answers"]!.AsObject().Select(a => a.Key).Order());
        Assert.Equal(400, (await SubmitAsync()).Status);

        await SaveAsync(all.Skip(2).ToDictionary());
        var submitted = await SubmitAsync();
        Assert.Equal(200, submitted.Status);
        Assert.Equal(Catalogue.Score(all), (int)submitted.Json["score"]!);
        Assert.Equal(409, (await SubmitAsync()).Status);
        Assert.Equal(409, (await SaveAsync(first)).Status);
    }

    [Fact]
    public async Task Test_Questions_DoNotCarryTheKey()
    {
        var question = (await GetAsync()).Json["questions"]![0]!.AsObject();

        Assert.Equal(["id", "options", "text"], question.Select(p => p.Key).Order());
        Assert.Equal(["id", "text"], question["options"]![0]!.AsObject().Select(p => p.Key).Order());
    }

    [Fact]
    public async Task Answers_UnknownQuestionOrOption_AreFieldErrors()
    {
        var answer = await SaveAsync(new Dictionary<string, string> { ["nothing"] = "a", [Catalogue.Test.Questions[0].Id] = "zz" });

        Assert.Equal(400, answer.Status);
        Assert.Equal(2, answer.Json["errors"]!.AsObject().Count);
        Assert.NotNull(answer.Json["errors"]!["answers.nothing"]);
    }

    private Task<Answer> GetAsync() => harness.AsAsync(participant, "GET", "/api/me/test");

    private Task<Answer> SaveAsync(Dictionary<string, string> answers) => harness.AsAsync(participant, "PUT", "/api/me/test/answers", new { answers });

    private Task<Answer> SubmitAsync() => harness.AsAsync(participant, "POST", "/api/me/test/submission");
}
