using System.Text;

namespace Prakerja.Pipeline;

/// <summary>
/// An exception as it may be written down: types and stack traces without messages, which quote what came from outside and so may hold personal data.
/// Every log line of ours takes exceptions in this form only.
/// </summary>
public sealed class SafeException(Exception exception) : Exception(NameOf(exception))
{
    private readonly string description = Describe(exception);

    public override string? StackTrace => exception.StackTrace;

    /// <summary>Type of an exception, and of the one behind it.</summary>
    public static string NameOf(Exception exception) =>
        exception.InnerException is { } inner ? $"{exception.GetType().Name} < {NameOf(inner)}" : exception.GetType().Name;

    public override string ToString() => description;

    private static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            text.Append(text.Length > 0 ? " <- " : "").Append(at.GetType().FullName).AppendLine().AppendLine(at.StackTrace);
        }

        return text.ToString();
    }
}
