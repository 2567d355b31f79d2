namespace Prakerja.Domain.Assessing;

/// <param name="Id">A letter from <c>a</c>, unique within the question.</param>
public sealed record Option(string Id, LocalText Text);

/// <param name="Id">Unique within the set and stable between its versions, so that answers can be compared over time.</param>
public sealed record Question(string Id, LocalText Text, IReadOnlyList<Option> Options)
{
    /// <summary>A question with options <c>a</c>, <c>b</c>, … in the order given.</summary>
    internal static Question Of(string id, string indonesian, string english, params ReadOnlySpan<(string Id, string En)> options)
    {
        var lettered = new Option[options.Length];
        for (var index = 0; index < options.Length; index++)
        {
            lettered[index] = new Option(((char)('a' + index)).ToString(), new LocalText(options[index].Id, options[index].En));
        }

        return new Question(id, new LocalText(indonesian, english), lettered);
    }
}
