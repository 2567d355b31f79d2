using System.Xml.Linq;

namespace Prakerja.Pipeline.Tests.Architecture;

/// <summary>design.md: dependencies point down the list only, and what decides knows no SDK. The pages of Prakerja.Web know nobody; heads carry them.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Order =
        ["Prakerja.Web", "Prakerja.Domain", "Prakerja.Pipeline", "Prakerja.Engine", "Prakerja.Embedded", "Prakerja.Azure", "Prakerja.Functions", "Prakerja.Local"];

    public static TheoryData<string> Projects => [.. Directory.EnumerateDirectories(Path.Combine(Root, "functions")).Select(d => Path.GetFileName(d)!)];

    private static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Prakerja.Functions.sln")))
            {
                directory = directory.Parent!;
            }

            return directory.FullName;
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_PointDownTheList(string project)
    {
        var rank = Array.IndexOf(Order, project);
        Assert.True(rank >= 0, $"{project} is not in design.md's list.");
        Assert.All(ReferencesOf(project), reference => Assert.True(Array.IndexOf(Order, reference) < rank, $"{project} must not reference {reference}."));
    }

    [Theory]
    [InlineData("Prakerja.Domain")]
    [InlineData("Prakerja.Pipeline", "System.Security.Cryptography.Pkcs")] // The platform's own reader of RFC 3161 stamps; no SDK of anybody.
    [InlineData("Prakerja.Engine")]
    public void Core_Packages_AreNone(string project, string? platform = null) => Assert.Equal(platform is null ? [] : [platform], PackagesOf(project));

    [Theory]
    [InlineData("Prakerja.Domain", "System.Threading.Tasks")]
    [InlineData("Prakerja.Domain", "TimeProvider")]
    [InlineData("Prakerja.Domain", "System.IO.File")]
    public void Domain_Sources_DoNotMention(string project, string word)
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "functions", project), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.DoesNotContain(word, File.ReadAllText(source), StringComparison.Ordinal));
    }

    [Fact]
    public void FunctionsFolder_TopLevel_HasNoProjectFile() =>
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Root, "functions"), "*.csproj"));

    private static IEnumerable<string> ReferencesOf(string project) =>
        Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    private static IEnumerable<string> PackagesOf(string project) => Items(project, "PackageReference");

    private static IEnumerable<string> Items(string project, string item) =>
        XDocument.Load(Path.Combine(Root, "functions", project, $"{project}.csproj")).Descendants(item).Select(e => e.Attribute("Include")!.Value);
}
