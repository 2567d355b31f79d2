namespace Prakerja.Domain.Assessing;

/// <summary>The motivation and basic-ability test, the baseline survey and the follow-up surveys.</summary>
public static class Assessments
{
    /// <summary>Most follow-up surveys any scheme has.</summary>
    public const int FollowUps = 3;

    /// <summary>One attempt, resumable. Its score helps to recommend courses and refuses nobody.</summary>
    public static QuestionSet Test { get; } = new("test", [.. MotivationQuestions.All, .. AbilityQuestions.All]);

    /// <summary>Asked at registration; what the follow-ups are compared with.</summary>
    public static QuestionSet Baseline { get; } = new("baseline", BaselineSurvey.Questions);

    /// <summary>Highest possible <see cref="Score"/>.</summary>
    public static int MaxScore => AbilityQuestions.Key.Count;

    /// <summary>Follow-up survey 1 to <see cref="FollowUps"/>, 0 for the baseline, otherwise null.</summary>
    public static QuestionSet? Survey(int number) => number switch
    {
        0 => Baseline,
        >= 1 and <= FollowUps => new($"survey-{number}", FollowUpSurvey.Questions(number)),
        _ => null,
    };

    /// <summary>Ability questions answered rightly; motivation has no right answers.</summary>
    public static int Score(IReadOnlyDictionary<string, string> answers) =>
        AbilityQuestions.Key.Count(right => answers.TryGetValue(right.Key, out var given) && given == right.Value);
}
