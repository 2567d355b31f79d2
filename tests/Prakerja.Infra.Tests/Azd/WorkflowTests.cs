using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Prakerja.Infra.Tests.Azd;

/// <summary>azure.yaml and the workflows parse, and what they name is there.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => new(Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows")).Select(f => Path.GetFileName(f)));

    [Fact]
    public void AzureYaml_Service_IsTheFunctionsProject()
    {
        var service = Load("azure.yaml")["services"]["pipeline"];

        Assert.Equal(("function", "dotnet", "functions/Prakerja.Functions"), (Text(service["host"]), Text(service["language"]), Text(service["project"])));
        Assert.True(File.Exists(Path.Combine(Repository.Root, Text(service["project"]), "Prakerja.Functions.csproj")));
        Assert.Equal("pipeline", Bicep.Deployment.Resources("Microsoft.Web/sites").Single()["tags"]!["azd-service-name"]!.GetValue<string>());
    }

    [Fact]
    public void AzureYaml_Infrastructure_IsThere()
    {
        var infra = Load("azure.yaml")["infra"];

        Assert.True(File.Exists(Path.Combine(Repository.Root, Text(infra["path"]), Text(infra["module"]) + ".bicep")));
        Assert.True(File.Exists(Path.Combine(Repository.Root, Text(infra["path"]), Text(infra["module"]) + ".bicepparam")));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_Actions_ArePinnedOrOurOwn(string file) => Assert.All(Uses(file), use =>
    {
        var isOurs = use.StartsWith("./", StringComparison.Ordinal);
        Assert.True(isOurs ? File.Exists(Path.Combine(Repository.Root, use)) : Pinned().IsMatch(use), use);
    });

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_Paths_AreThere(string file)
    {
        var text = string.Join('\n', Steps(file).Select(s => s.TryGetValue("run", out var run) ? run : ""));

        Assert.All(OurPath().Matches(text), path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path.Value)), path.Value));
    }

    [Fact]
    public void Deploy_Production_ComesAfterStagingAfterTests()
    {
        var deploy = Load(".github/workflows/deploy.yml");
        var jobs = deploy["jobs"];

        Assert.Contains(Steps("deploy.yml"), s => s.TryGetValue("run", out var run) && run == "bash .ci/run");
        Assert.Equal(("build", "staging"), (Text(jobs["staging"]["needs"]), Text(jobs["production"]["needs"])));
        Assert.Equal("write", Text(jobs["production"]["permissions"]["id-token"]));
        Assert.Equal("false", Text(deploy["concurrency"]["cancel-in-progress"]));
    }

    [Fact]
    public void Release_LogsInWithoutASecret() => Assert.DoesNotContain("secrets.", Repository.Read(".github/workflows/release.yml") + Repository.Read(".github/workflows/deploy.yml"), StringComparison.Ordinal);

    private static YamlMappingNode Load(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read(path)));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static IEnumerable<YamlMappingNode> Jobs(string file) => ((YamlMappingNode)Load($".github/workflows/{file}")["jobs"]).Children.Values.Cast<YamlMappingNode>();

    private static IEnumerable<Dictionary<string, string>> Steps(string file) => Jobs(file)
        .Where(j => j.Children.ContainsKey("steps")).SelectMany(j => (YamlSequenceNode)j["steps"])
        .Select(s => ((YamlMappingNode)s).Children.Where(p => p.Value is YamlScalarNode).ToDictionary(p => Text(p.Key), p => Text(p.Value), StringComparer.Ordinal));

    private static IEnumerable<string> Uses(string file) =>
        [.. Steps(file).Where(s => s.ContainsKey("uses")).Select(s => s["uses"]), .. Jobs(file).Where(j => j.Children.ContainsKey("uses")).Select(j => Text(j["uses"]))];

    [GeneratedRegex("^[A-Za-z-]+/[a-z-]+@[0-9a-f]{40}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"(?<![\w/])(infra|functions|tests|\.ci)/[\w./-]+", RegexOptions.ExplicitCapture)]
    private static partial Regex OurPath();
}
