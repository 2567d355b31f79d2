using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Training;

public sealed class ReviewCourseTests : IAsyncLifetime
{
    private PipelineHarness harness = null!;
    private string participant = null!;
    private string code = null!;

    public async Task InitializeAsync()
    {
        harness = (await PipelineHarness.StartAsync()).WithPartners();
        participant = await harness.AddSelectedAsync();
        await harness.AddCourseAsync();
        code = await harness.BoughtAsync(participant, "KURSUS-1");
    }

    public async Task DisposeAsync() => await harness.DisposeAsync();

    [Fact]
    public async Task Review_BeforeCompletion_IsRefused() => Assert.Equal("course-not-completed", (await ReviewAsync(5)).Problem);

    [Fact]
    public async Task Review_AfterCompletion_IsTakenOnce()
    {
        await harness.CompletedAsync("e1", code);
        await harness.SettleAsync();

        Assert.Equal(201, (await ReviewAsync(4)).Status);
        Assert.Equal("reviewed-before", (await ReviewAsync(5)).Problem);
        Assert.Equal(4, (await harness.PurchaseAsync(participant, code)).Rating);
    }

    [Fact]
    public async Task Review_AsStored_IsSealedAndTheirOwnDataShowsIt()
    {
        await harness.CompletedAsync("e1", code);
        await harness.SettleAsync();
        await ReviewAsync(4);

        var row = await harness.Get<ITableStore>().GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), ParticipantKeys.CourseReview(participant, code));
        Assert.DoesNotContain("Bagus", System.Text.Encoding.UTF8.GetString(row!.Body.Span), StringComparison.Ordinal);
        var mine = (await harness.AsAsync(participant, "GET", "/api/me/data")).Json["reviews"]!.AsArray();
        Assert.Equal(("Bagus sekali", 4), ((string)Assert.Single(mine)!["review"]!, (int)mine[0]!["rating"]!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task Review_RatingOutsideOneToFive_IsAFieldError(int rating)
    {
        var answer = await ReviewAsync(rating);

        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Json["errors"]!["rating"]);
    }

    private Task<Answer> ReviewAsync(int rating) =>
        harness.AsAsync(participant, "POST", "/api/me/reviews", new { redeemCode = code, rating, review = "Bagus sekali" });
}
