namespace Prakerja.Functions.Tests.Heads;

/// <summary>
/// Names of the settings that hold schedules: flat words, since the host does not resolve names with <c>:</c> or <c>__</c> in triggers
/// reliably, and names with hyphens not at all on Linux.
/// </summary>
internal static class TimerSettings
{
    public static string NameOf(string timer) => "Timer" + string.Concat(timer.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
