namespace Prakerja.Web.Tests;

/// <summary>What the tests need beside the SDK; tests that lack it are skipped and say so.</summary>
internal static class Tools
{
    public static string Root { get; } = FindRoot();

    public static string? Chromium { get; } = Find("chromium", "chromium-browser", "google-chrome");

    /// <summary>The page was built and there is a browser to open it; otherwise the reason why not.</summary>
    public static string? BrowserMissing { get; } =
        WebPages.Draw is null ? "The page was left out of the build: npm was missing."
        : Chromium is null ? "There is no chromium on the PATH."
        : null;

    public static string? NodeMissing { get; } =
        Find("node") is null ? "There is no node on the PATH."
        : !Directory.Exists(Path.Combine(Root, "functions", "Prakerja.Web", "node_modules")) ? "npm has not installed the page's packages."
        : null;

    private static string? Find(params string[] names) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(_ => names, (folder, name) => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
        .FirstOrDefault(File.Exists);

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Prakerja.Functions.sln")))
        {
            at = at.Parent!;
        }

        return at.FullName;
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Tools.NodeMissing;
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Tools.BrowserMissing;
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Tools.BrowserMissing;
}
