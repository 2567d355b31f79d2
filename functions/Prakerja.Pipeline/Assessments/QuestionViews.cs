using Prakerja.Domain.Assessing;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Assessments;

public sealed record OptionView(string Id, string Text);

/// <summary>A question as asked; never with what is right.</summary>
public sealed record QuestionView(string Id, string Text, IReadOnlyList<OptionView> Options)
{
    public static IReadOnlyList<QuestionView> Of(QuestionSet set, bool english) =>
        [.. set.Questions.Select(q => new QuestionView(q.Id, q.Text.In(english), [.. q.Options.Select(o => new OptionView(o.Id, o.Text.In(english)))]))];
}

/// <param name="Answers">Question id to option id.</param>
public sealed record AnswersRequest(IReadOnlyDictionary<string, string>? Answers);

internal static class Answers
{
    /// <summary>400 that names every bad answer as <c>answers.{question}</c>; null: fine.</summary>
    public static Problem? Problem(QuestionSet set, IReadOnlyDictionary<string, string>? answers, bool complete)
    {
        if (answers is null)
        {
            return Problems.Invalid("answers", Fields.Missing);
        }

        var fields = new Fields();
        foreach (var (question, problem) in set.Problems(answers, complete))
        {
            fields.Add($"answers.{question}", problem);
        }

        return fields.Problem;
    }
}
