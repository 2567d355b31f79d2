namespace Prakerja.Domain.Assessing;

/// <summary>Questions that are asked, answered and handed in together.</summary>
/// <param name="Id"><c>test</c>, <c>baseline</c>, <c>survey-1</c> …</param>
public sealed record QuestionSet(string Id, IReadOnlyList<Question> Questions)
{
    /// <summary>What is wrong with answers (question id to option id), by question id; none: fine.</summary>
    /// <param name="answers">As the person sent them.</param>
    /// <param name="complete">True when handing in: every question must be answered. False while saving on the way.</param>
    public IReadOnlyDictionary<string, LocalText> Problems(IReadOnlyDictionary<string, string> answers, bool complete)
    {
        var problems = new SortedDictionary<string, LocalText>(StringComparer.Ordinal);
        foreach (var (id, option) in answers)
        {
            if (Questions.FirstOrDefault(q => q.Id == id) is not { } question)
            {
                problems[id] = new LocalText("pertanyaan ini tidak ada", "there is no such question");
            }
            else if (!question.Options.Any(o => o.Id == option))
            {
                var ids = string.Join(", ", question.Options.Select(o => o.Id));
                problems[id] = new LocalText($"pilih salah satu dari: {ids}", $"choose one of: {ids}");
            }
        }

        foreach (var open in Questions.Where(q => complete && !answers.ContainsKey(q.Id)))
        {
            problems[open.Id] = new LocalText("belum dijawab", "not answered yet");
        }

        return problems;
    }
}
