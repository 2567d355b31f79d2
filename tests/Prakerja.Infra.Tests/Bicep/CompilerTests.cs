using System.Text.RegularExpressions;

namespace Prakerja.Infra.Tests.Bicep;

/// <summary>Bicep's own compiler has no complaint, and would have one about each kind of mistake.</summary>
public sealed partial class CompilerTests : IDisposable
{
    private static readonly (string File, string Good, string Bad, string Diagnostic)[] Mistakes =
    [
        ("app/keyVault.bicep", "enablePurgeProtection: true", "purgeProof: true", "BCP037"),
        ("app/keyVault.bicep", "enableRbacAuthorization: true", "enableRbacAuthorization: 'yes'", "BCP036"),
        ("app/storageAccount.bicep", "  kind: 'StorageV2'\n", "", "BCP035"),
        ("app/storageAccount.bicep", "accessTier: 'Hot'", "accessTier: 'Hotter'", "BCP036"),
        ("app/monitor.bicep", "Microsoft.OperationalInsights/workspaces@2025-02-01", "Microsoft.OperationalInsights/workspaces@2025-02-30", "BCP081"),
        ("app/identity.bicep", "Microsoft.ManagedIdentity/userAssignedIdentities", "Microsoft.ManagedIdentity/userIdentities", "BCP081"),
        ("main.bicep", "    subnetId: network.outputs.appSubnetId\n", "", "BCP035: The specified \"object\" declaration is missing the following required properties: \"subnetId\""),
        ("main.bicep", "monitor.outputs.connectionString", "monitor.outputs.connections", "BCP053: The type \"outputs\" does not contain property \"connections\""),
        ("main.bicep", "tableUri: dataStorage.outputs.tableUri", "tableUri: tables.outputs.tableUri", "BCP057"),
        ("main.bicep", "otherSeed: otherSeed", "otherSeed: otherSeed\n    thirdSeed: ''", "BCP037: The property \"thirdSeed\" is not allowed"),
        ("main.bicep", "'app/firewall.bicep'", "'app/walls.bicep'", "BCP091"),
        ("main.bicep", "var taskHub = 'Prakerja'", "var taskHub = 'Prakerja'\nvar taskHubs = 1", "no-unused-vars"),
        ("main.bicep", "param customDomain string = ''", "param customDomain string = ''\nparam customDomains string = ''", "no-unused-params"),
        ("main.bicep", "serviceBusSku ('Standard' | 'Premium') = 'Premium'", "serviceBusSku ('Standard' | 'Premium') = 'Basic'", "BCP033"),
    ];

    private readonly InfraCopy infra = new();

    [Fact]
    public void Build_AsItIs_HasNoDiagnostic()
    {
        Assert.Empty(infra.Build("main.bicep"));
        Assert.Empty(infra.BuildParameters());
    }

    /// <summary>All at once, since the compiler finds all at once.</summary>
    [Fact]
    public void Build_SeededMistakes_AreAllFound()
    {
        foreach (var (file, good, bad, _) in Mistakes)
        {
            infra.Seed(file, good, bad);
        }

        var diagnostics = infra.Build("main.bicep").Split('\n');

        Assert.All(Mistakes, m => Assert.Contains(diagnostics, d => d.Contains($"{m.File}(", StringComparison.Ordinal) && d.Contains(m.Diagnostic, StringComparison.Ordinal)));
    }

    [Fact]
    public void Parameters_UnknownName_IsFound()
    {
        infra.Seed("main.bicepparam", "param customDomain =", "param customDomains =");

        Assert.Contains("BCP259", infra.BuildParameters(), StringComparison.Ordinal);
    }

    /// <summary>Only what Microsoft documents and its type index does not know yet.</summary>
    [Fact]
    public void Suppressions_AreOne()
    {
        var lines = BicepFiles().SelectMany(File.ReadLines).Where(l => l.Contains("#disable", StringComparison.Ordinal));

        Assert.Contains("BCP037 // Documented", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_AreAllUsed_AndSoAreTheirOutputs()
    {
        var texts = BicepFiles().ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);
        foreach (var (file, text) in texts.Where(t => t.Key != "main.bicep"))
        {
            var users = texts.Values.Where(t => t.Contains($"{file}'", StringComparison.Ordinal)).ToList();
            Assert.True(users.Count > 0, $"{file} is used by none.");
            foreach (Match output in Output().Matches(text))
            {
                Assert.True(users.Any(u => Regex.IsMatch(u, $@"outputs\.{output.Groups["name"].Value}\b")), $"Nobody reads the output {output.Groups["name"].Value} of {file}.");
            }
        }
    }

    public void Dispose() => infra.Dispose();

    private static IEnumerable<string> BicepFiles() => Directory.EnumerateFiles(Repository.Infra, "*.bicep", SearchOption.AllDirectories);

    [GeneratedRegex(@"^output (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Output();
}
