using Prakerja.Domain.Assessing;

namespace Prakerja.Domain.Tests.Assessing;

public sealed class AssessmentsTests
{
    private static readonly Dictionary<string, string> Right = new()
    {
        ["b1"] = "c", ["b2"] = "b", ["b3"] = "d", ["b4"] = "a", ["b5"] = "c", ["b6"] = "b", ["b7"] = "d", ["b8"] = "a",
    };

    public static TheoryData<int> Surveys => [0, 1, 2, 3];

    [Fact]
    public void Test_HasThirteenQuestionsWithFourOptions()
    {
        Assert.Equal(13, Assessments.Test.Questions.Count);
        Assert.All(Assessments.Test.Questions, q => Assert.Equal(["a", "b", "c", "d"], q.Options.Select(o => o.Id)));
    }

    [Theory]
    [MemberData(nameof(Surveys))]
    public void Survey_IsWellFormed(int number)
    {
        var survey = Assessments.Survey(number)!;

        Assert.Equal(survey.Questions.Count, survey.Questions.Select(q => q.Id).Distinct().Count());
        Assert.All(survey.Questions, q =>
        {
            Assert.NotEqual(q.Text.Id, q.Text.En);
            Assert.True(q.Options.Count >= 3);
            Assert.Equal(q.Options.Count, q.Options.Select(o => o.Text.Id).Distinct().Count());
        });
        Assert.Contains(survey.Questions, q => q.Id == "employment");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Survey_NoSuchNumber_IsNull(int number) => Assert.Null(Assessments.Survey(number));

    [Fact]
    public void FollowUps_AllAskAboutCompetenceAndWork() => Assert.All(
        new[] { 1, 2, 3 }, n => Assert.Superset(new HashSet<string> { "employment", "income", "competence" }, Assessments.Survey(n)!.Questions.Select(q => q.Id).ToHashSet()));

    [Fact]
    public void Problems_CompleteAnswers_AreNone() => Assert.Empty(Assessments.Test.Problems(All("a"), complete: true));

    [Fact]
    public void Problems_UnknownQuestionUnknownOptionAndOpenOne_AreToldById()
    {
        var answers = new Dictionary<string, string>(All("a")) { ["m1"] = "e", ["x9"] = "a" };
        answers.Remove("b8");

        Assert.Equal(["b8", "m1", "x9"], Assessments.Test.Problems(answers, complete: true).Keys);
        Assert.Equal(["m1", "x9"], Assessments.Test.Problems(answers, complete: false).Keys);
    }

    [Fact]
    public void Score_CountsRightAnswersOnly()
    {
        Assert.Equal(8, Assessments.MaxScore);
        Assert.Equal(8, Assessments.Score(Right));
        Assert.Equal(7, Assessments.Score(new Dictionary<string, string>(Right) { ["b1"] = "a" }));
        Assert.Equal(0, Assessments.Score(new Dictionary<string, string>()));
    }

    private static Dictionary<string, string> All(string option) => Assessments.Test.Questions.ToDictionary(q => q.Id, _ => option);
}
