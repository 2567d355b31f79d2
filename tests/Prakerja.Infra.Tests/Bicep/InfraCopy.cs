using System.Text.Json.Nodes;

namespace Prakerja.Infra.Tests.Bicep;

/// <summary>
/// A copy of <c>infra/</c> to compile, and to seed with mistakes. The compiler writes one diagnostic a line to its error stream and nothing
/// else, so an empty stream means that it has no complaint at all, warnings and linter included.
/// </summary>
internal sealed class InfraCopy : IDisposable
{
    /// <summary>What has no default in <c>main.bicepparam</c>.</summary>
    private static readonly Dictionary<string, string> Required = new(StringComparer.Ordinal)
    {
        ["AZURE_ENV_NAME"] = "test",
        ["AZURE_LOCATION"] = "indonesiacentral",
        ["AZURE_TENANT_ID"] = "11111111-1111-1111-1111-111111111111",
        ["ALERT_EMAILS"] = "one@example.id,two@example.id",
        ["ENTRA_AUDIENCE"] = "api://prakerja",
        ["GATEWAY_CIVIL_REGISTRY"] = "https://civil.example.id",
        ["GATEWAY_EXCLUSION_REGISTRIES"] = "https://exclusions.example.id",
        ["GATEWAY_FACE_MATCHER"] = "https://faces.example.id",
        ["GATEWAY_MESSENGER"] = "https://messages.example.id",
        ["GATEWAY_PAYMENTS"] = "https://payments.example.id",
        ["GATEWAY_BANKS"] = "https://banks.example.id",
        ["BANK_ACCOUNT_BCA"] = "1234567891",
        ["BANK_ACCOUNT_BNI"] = "1234567890",
    };

    private const string Timers = "functions/Prakerja.Functions/timers.json";

    private readonly string root = Directory.CreateTempSubdirectory("prakerja-infra-").FullName;

    public InfraCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Infra, "*", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, Timers)))
        {
            var copy = Path.Combine(root, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private string Folder => Path.Combine(root, "infra");

    /// <summary>Replaces what is there exactly once.</summary>
    public void Seed(string file, string good, string bad)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Equal(2, text.Split(good).Length);
        File.WriteAllText(path, text.Replace(good, bad, StringComparison.Ordinal));
    }

    /// <summary>Diagnostics of a file and all it refers to.</summary>
    public string Build(string file) => Run("build", file, "--stdout").Errors;

    public string BuildParameters() => Run("build-params", "main.bicepparam", "--stdout").Errors;

    /// <summary>The resources that a deployment would make, all expressions evaluated that can be before it.</summary>
    public IReadOnlyList<JsonObject> Predict(IReadOnlyDictionary<string, string>? settings = null)
    {
        var made = Processes.Run(
            Folder, settings is null ? Required : new Dictionary<string, string>(Required.Concat(settings), StringComparer.Ordinal), Repository.Bicep, "snapshot", "main.bicepparam", "--mode", "overwrite",
            "--tenant-id", Required["AZURE_TENANT_ID"], "--subscription-id", "22222222-2222-2222-2222-222222222222", "--location", "indonesiacentral", "--deployment-name", "test");
        Assert.True(made.Exit == 0, made.Errors);
        var snapshot = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "main.snapshot.json")))!;
        Assert.Empty(snapshot["diagnostics"]!.AsArray());
        return [.. snapshot["predictedResources"]!.AsArray().Select(r => r!.AsObject())];
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private Finished Run(params string[] arguments) => Processes.Run(Folder, Required, Repository.Bicep, arguments);
}
