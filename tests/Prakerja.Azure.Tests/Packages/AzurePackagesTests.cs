using System.Text.Json;
using System.Text.RegularExpressions;

namespace Prakerja.Azure.Tests.Packages;

/// <summary>design.md, "Packages": what is built on a feed that has the packages, lacks some or all, or cannot be reached.</summary>
public sealed partial class AzurePackagesTests : IDisposable
{
    private static readonly string[] Storage =
        ["Azure.Data.Tables", "Azure.Storage.Blobs", "Azure.Messaging.ServiceBus", "Azure.Identity", "Azure.Security.KeyVault.Keys", "Azure.Security.KeyVault.Secrets"];

    private static readonly string[] Worker =
    [
        "Microsoft.Azure.Functions.Worker", "Microsoft.Azure.Functions.Worker.Sdk", "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore", "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus",
        "Microsoft.Azure.Functions.Worker.Extensions.Timer", "Azure.Monitor.OpenTelemetry.Exporter",
        "OpenTelemetry.Extensions.Hosting", "OpenTelemetry.PersistentStorage.FileSystem",
    ];

    private readonly TemporaryTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public async Task CompleteFeed_Restore_TakesThePackagesWithoutAWarning()
    {
        tree.NpmFails();
        FakeFeed.Add(tree.Feed, tree.Repository, [.. Storage, .. Worker]);

        var output = await SucceedAsync("restore", "functions/Prakerja.Functions");

        Assert.Empty(Warnings(output));
        Assert.Equal(0, tree.NpmCalls);
        var (leftOut, packages, assemblies) = await ProjectAsync("Prakerja.Functions");
        Assert.Equal(("", 0), (leftOut, assemblies));
        Assert.Equal(Storage.Concat(Worker).Order(StringComparer.Ordinal), packages);
    }

    [Fact]
    public async Task FeedLacksSome_WithNpm_CompilesAgainstItsAssembliesAndLeavesTheWorkerOut()
    {
        tree.NpmFails();
        await tree.NpmHasFetchedAsync();
        FakeFeed.Add(tree.Feed, tree.Repository, Storage[..3]);

        var warning = Assert.Single(Warnings(await DecideAsync()));

        Assert.DoesNotContain("Azure.Data.Tables", warning, StringComparison.Ordinal);
        Assert.All(Storage[3..].Concat(Worker), missing => Assert.Contains(missing, warning, StringComparison.Ordinal));
        Assert.Contains("Prakerja.Azure is compiled and tested against Microsoft's assemblies in npm @azure/mcp-linux-x64 0.5.0", warning, StringComparison.Ordinal);
        Assert.Contains("Prakerja.Functions is left out", warning, StringComparison.Ordinal);
        var azure = await ProjectAsync("Prakerja.Azure");
        Assert.Equal(("", true), (azure.LeftOut, azure.Assemblies > Storage.Length));
        Assert.Empty(azure.Packages);
        Assert.Equal("true", (await ProjectAsync("Prakerja.Functions")).LeftOut);
        Assert.Equal(0, tree.NpmCalls);
    }

    [Fact]
    public async Task NeitherFeedNorNpm_Build_SucceedsAndLeavesBothOutWithOneWarning()
    {
        tree.NpmFails();

        var output = await SucceedAsync("build", "functions/Prakerja.Functions");

        Assert.Contains("Prakerja.Azure is left out, and so is Prakerja.Functions", Assert.Single(Warnings(output)), StringComparison.Ordinal);
        Assert.Equal(1, tree.NpmCalls);
        Assert.Equal("true", (await ProjectAsync("Prakerja.Azure")).LeftOut);
    }

    [Fact]
    public async Task Decision_ThatMissesSomething_IsBelievedUntilForced()
    {
        tree.NpmFails();
        await DecideAsync();
        FakeFeed.Add(tree.Feed, tree.Repository, Storage);

        var believed = Assert.Single(Warnings(await DecideAsync()));
        var forced = Assert.Single(Warnings(await DecideAsync("-p:RestoreForce=true")));

        Assert.Contains("Azure.Data.Tables", believed, StringComparison.Ordinal);
        Assert.DoesNotContain("Azure.Data.Tables", forced, StringComparison.Ordinal);
        Assert.Equal(1, tree.NpmCalls);
    }

    private static string[] Warnings(string output) => [.. WarningLine().Matches(output).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex("warning PRAKERJA01: .*", RegexOptions.None, 1000)]
    private static partial Regex WarningLine();

    private Task<string> DecideAsync(params string[] options) =>
        SucceedAsync(["msbuild", "functions/AzurePackages.targets", "-t:DecideAzurePackages", .. options]);

    private async Task<string> SucceedAsync(params string[] arguments)
    {
        var (exit, output) = await tree.DotnetAsync(arguments);
        Assert.True(exit == 0, output);
        return output;
    }

    /// <summary>As the build sees it: whether it is left out, its packages, and how many assemblies it names.</summary>
    private async Task<(string LeftOut, string[] Packages, int Assemblies)> ProjectAsync(string project)
    {
        using var json = JsonDocument.Parse(
            await SucceedAsync("msbuild", $"functions/{project}", "-getProperty:LeftOut", "-getItem:PackageReference", "-getItem:Reference"));
        var items = json.RootElement.GetProperty("Items");
        return (
            json.RootElement.GetProperty("Properties").GetProperty("LeftOut").GetString()!,
            [.. items.GetProperty("PackageReference").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).Order(StringComparer.Ordinal)],
            items.GetProperty("Reference").GetArrayLength());
    }
}
