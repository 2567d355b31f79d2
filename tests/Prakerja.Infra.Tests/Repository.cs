using System.Reflection;

namespace Prakerja.Infra.Tests;

/// <summary>The files of this repository, and the tools its build brought along.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("Root");

    /// <summary>The bicep compiler.</summary>
    public static string Bicep { get; } = Metadata("BicepPath");

    public static string Infra => Path.Combine(Root, "infra");

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The sources of the projects below <c>functions/</c>, without what builds leave there.</summary>
    public static IEnumerable<string> Sources(string project)
    {
        var folder = Path.Combine(Root, "functions", project);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            : [];
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
