using System.Diagnostics;

namespace Prakerja.Azure.Tests.Packages;

/// <summary>
/// A work tree with nothing but the fall-back and two projects that use it, whose only source of packages is a folder, and whose npm is
/// a script of the test's own. Removed at the end.
/// </summary>
internal sealed class TemporaryTree : IDisposable
{
    private static readonly string[] Projects = ["Prakerja.Azure", "Prakerja.Functions"];

    public TemporaryTree()
    {
        Repository = FindRepository();
        Directory.CreateDirectory(Feed);
        Copy("Directory.Packages.props", "functions/AzurePackages.targets");
        Write("NuGet.config", $"<configuration><packageSources><clear /><add key=\"feed\" value=\"{Feed}\" /></packageSources></configuration>");
        foreach (var project in Projects)
        {
            Write($"functions/{project}/{project}.csproj", ProjectOf(project));
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("azure-packages-").FullName;

    public string Repository { get; }

    public string Feed => Path.Combine(Root, "feed");

    /// <summary>How often the script was asked for a package.</summary>
    public int NpmCalls => File.Exists(NpmLog) ? File.ReadAllLines(NpmLog).Length : 0;

    private string NpmLog => Path.Combine(Root, "npm.log");

    /// <summary>Puts an <c>npm</c> first in the path that notes its call and fails, as it does offline.</summary>
    public void NpmFails() => Write("tools/npm", $"#!/bin/sh\necho \"$@\" >> '{NpmLog}'\nexit 1\n", executable: true);

    /// <summary>As after an earlier restore that fetched the npm package.</summary>
    public async Task NpmHasFetchedAsync()
    {
        var (_, folder) = await DotnetAsync("msbuild", "functions/AzurePackages.targets", "-getProperty:AzureNpmFolder");
        Directory.CreateDirectory(folder.Trim());
    }

    /// <summary>Runs dotnet in the tree with packages of its own; what it wrote, and its exit code.</summary>
    public async Task<(int Exit, string Output)> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        RemoveInherited(start.Environment);
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
        start.Environment["PATH"] = $"{Path.Combine(Root, "tools")}{Path.PathSeparator}{start.Environment["PATH"]}";
        (start.Environment["MSBUILDDISABLENODEREUSE"], start.Environment["UseSharedCompilation"]) = ("1", "false");

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>What the test's own build has set for its children.</summary>
    private static void RemoveInherited(IDictionary<string, string?> environment)
    {
        foreach (var key in environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || k.StartsWith("Restore", StringComparison.Ordinal)).ToArray())
        {
            environment.Remove(key);
        }
    }

    private static string ProjectOf(string name) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
            <NuGetAudit>false</NuGetAudit>
            <UsesWorker>{(name == "Prakerja.Functions" ? "true" : "")}</UsesWorker>
          </PropertyGroup>
          <Import Project="../AzurePackages.targets" />
        </Project>
        """;

    private static string FindRepository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Prakerja.Functions.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }

    private void Copy(params string[] files)
    {
        foreach (var file in files)
        {
            Write(file, File.ReadAllText(Path.Combine(Repository, file)));
        }
    }

    private void Write(string file, string text, bool executable = false)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (executable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
