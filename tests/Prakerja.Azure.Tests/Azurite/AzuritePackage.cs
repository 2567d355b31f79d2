using System.Diagnostics;

namespace Prakerja.Azure.Tests.Azurite;

/// <summary>npm's azurite, installed once into the untracked <c>artifacts/</c> of the work tree.</summary>
public static class AzuritePackage
{
    private const string Version = "3.35.0";

    private static readonly Lazy<(string? Script, string? Reason)> Installed = new(Install);

    /// <summary>Why the storage tests are skipped; null: they are not.</summary>
    public static string? Missing => Installed.Value.Reason;

    public static string Script => Installed.Value.Script ?? throw new InvalidOperationException(Missing);

    private static string Folder
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Prakerja.Functions.sln")))
            {
                directory = directory.Parent!;
            }

            return Path.Combine(directory.FullName, "artifacts", $"azurite-{Version}");
        }
    }

    private static (string?, string?) Install()
    {
        var script = Path.Combine(Folder, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (File.Exists(script))
        {
            return (script, null);
        }

        // Filled beside it and renamed, so that the folder is there only when it is whole, whoever else installs at the same time.
        var attempt = Directory.CreateDirectory($"{Folder}-{Guid.NewGuid():n}").FullName;
        var problem = Npm(attempt);
        if (problem is null && !Directory.Exists(Folder))
        {
            MoveUnlessThere(attempt);
        }
        else
        {
            Directory.Delete(attempt, recursive: true);
        }

        return File.Exists(script) ? (script, null) : (null, $"Azurite {Version} cannot be installed: {problem}");
    }

    private static void MoveUnlessThere(string attempt)
    {
        try
        {
            Directory.Move(attempt, Folder);
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            Directory.Delete(attempt, recursive: true);
        }
    }

    private static string? Npm(string folder)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                npm, ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error", $"azurite@{Version}"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error.Result.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no npm.";
        }
    }
}
