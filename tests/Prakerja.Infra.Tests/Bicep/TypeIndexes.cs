using System.Text.Json.Nodes;
using Azure.Bicep.Types.Az;
using Azure.Bicep.Types.Concrete;

namespace Prakerja.Infra.Tests.Bicep;

/// <summary>Azure's own index of resource types, as published with Azure.Bicep.Types.Az.</summary>
internal static class TypeIndexes
{
    /// <summary>
    /// Documented by Microsoft, but not in the index yet; a test fails as soon as it is. The rolling update of Flex Consumption:
    /// Azure Functions documentation, "Site update strategies in Flex Consumption", API version 2024-11-01 or later.
    /// </summary>
    public static readonly IReadOnlyList<string> NotYetKnown = ["Microsoft.Web/sites.properties.functionAppConfig.siteUpdateStrategy: unknown"];

    private static readonly AzTypeLoader Loader = new();
    private static readonly Dictionary<string, Azure.Bicep.Types.CrossFileTypeReference> Index = new(Loader.LoadTypeIndex().Resources, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with predicted resources, in the order of the resources.</summary>
    public static IReadOnlyList<string> Check(IEnumerable<JsonObject> resources)
    {
        var faults = new List<string>();
        foreach (var resource in resources)
        {
            var type = resource["type"]!.GetValue<string>();
            if (!Index.TryGetValue($"{type}@{resource["apiVersion"]}", out var found))
            {
                faults.Add($"{type}@{resource["apiVersion"]}: no such type or version");
                continue;
            }

            new TypeCheck(faults).Value(type, Body(resource), ((ResourceType)Loader.LoadType(found)).Body.Type);
        }

        return faults;
    }

    /// <summary>What was written: without what the compiler derives (id, type, version), and with its own name instead of its parents' too.</summary>
    private static JsonObject Body(JsonObject resource)
    {
        var body = resource.DeepClone().AsObject();
        foreach (var derived in new[] { "id", "type", "apiVersion", "scope", "dependsOn" })
        {
            body.Remove(derived);
        }

        var name = resource["name"]!.GetValue<string>();
        body["name"] = name.StartsWith('[') ? name : name.Split('/')[^1];
        return body;
    }
}
