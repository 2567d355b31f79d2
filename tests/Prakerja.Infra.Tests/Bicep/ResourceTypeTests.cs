using System.Text.Json.Nodes;

namespace Prakerja.Infra.Tests.Bicep;

/// <summary>Every resource, with its values, is what Azure's type index says it may be.</summary>
public sealed class ResourceTypeTests
{
    /// <summary>As in production, as cheap as it gets, and with all options.</summary>
    public static TheoryData<string> Settings => new(
        "",
        "FRONT_DOOR_SKU=Standard_AzureFrontDoor SERVICE_BUS_SKU=Standard KEY_VAULT_SKU=standard STORAGE_REDUNDANCY=Standard_LRS",
        "DURABLE_TASK_SCHEDULER=true CUSTOM_DOMAIN=prakerja.example.id STORAGE_REDUNDANCY=Standard_GZRS");

    [Theory]
    [MemberData(nameof(Settings))]
    public void Resources_AsPredicted_FitTheirTypes(string settings)
    {
        using var infra = new InfraCopy();
        var resources = infra.Predict(Pairs(settings));

        Assert.True(resources.Count > 80);
        Assert.Equal(TypeIndexes.NotYetKnown, TypeIndexes.Check(resources));
    }

    [Theory]
    [InlineData("Microsoft.KeyVault/vaults", "properties.enablePurgeProtected", "true", "unknown")]
    [InlineData("Microsoft.KeyVault/vaults", "properties.sku.name", "\"gold\"", "is none of")]
    [InlineData("Microsoft.KeyVault/vaults", "properties.tenantId", "null", "required")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.primaryEndpoints", "{}", "read-only")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "\"no\"", "is not BooleanType")]
    [InlineData("Microsoft.ServiceBus/namespaces/queues", "properties.maxDeliveryCount", "\"10\"", "is not IntegerType")]
    [InlineData("Microsoft.Insights/metricAlerts", "properties.criteria.allOf", "{}", "not an array")]
    [InlineData("Microsoft.Insights/metricAlerts", "properties.criteria", "{\"odata.type\":\"None\"}", "not one of")]
    [InlineData("Microsoft.Web/sites", "apiVersion", "\"2025-03-02\"", "no such type or version")]
    [InlineData("Microsoft.Web/sites", "type", "\"Microsoft.Web/site\"", "no such type or version")]
    public void Check_SeededMistake_IsFound(string type, string path, string value, string fault)
    {
        var resource = Deployment.Resources(type)[0];
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate((JsonNode)resource, (node, step) => node[step]!);
        parent[steps[^1]] = JsonNode.Parse(value);

        Assert.Contains(TypeIndexes.Check([resource]), f => f.Contains(fault, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Pairs(string settings) =>
        settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
}
