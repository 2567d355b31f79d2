using System.ComponentModel;
using System.Diagnostics;

namespace Prakerja.Pipeline.Tests.Ledger;

/// <summary>Needs Debian's package hledger.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HledgerFactAttribute : FactAttribute
{
    public HledgerFactAttribute() => Skip = IsInstalled() ? null! : "hledger is not installed (apt-get install hledger).";

    /// <summary>What hledger prints; it must not complain.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var hledger = Process.Start(new ProcessStartInfo("hledger", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = hledger.StandardError.ReadToEndAsync();
        var output = await hledger.StandardOutput.ReadToEndAsync();
        await hledger.WaitForExitAsync();
        Assert.True(hledger.ExitCode == 0, await error);
        return output;
    }

    private static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("hledger", "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
