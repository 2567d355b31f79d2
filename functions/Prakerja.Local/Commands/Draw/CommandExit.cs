using System.CommandLine;

namespace Prakerja.Local.Commands;

/// <summary>Exit codes of the command line (api.md).</summary>
public static class CommandExit
{
    public const int Ok = 0;

    /// <summary>Understood, and it failed.</summary>
    public const int Failed = 1;

    /// <summary>Not understood: an unknown option, a malformed value, an input file that is not there.</summary>
    public const int BadUsage = 2;

    /// <summary>How long a command may take to end by itself after Ctrl-C.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    /// <summary>Runs a command line; System.CommandLine alone would give 1 for bad usage.</summary>
    public static async Task<int> RunAsync(Command root, IReadOnlyList<string> arguments, InvocationConfiguration? configuration = null)
    {
        var parsed = root.Parse(arguments);
        var code = await parsed.InvokeAsync(configuration ?? new InvocationConfiguration { ProcessTerminationTimeout = EndsWithin });
        return parsed.Errors.Count > 0 && code != Ok ? BadUsage : code;
    }
}
