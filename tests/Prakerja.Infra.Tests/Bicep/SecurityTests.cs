using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Prakerja.Infra.Tests.Bicep;

/// <summary>No key opens anything, nothing is public but Front Door, and each role is on the one resource it is for.</summary>
public sealed partial class SecurityTests
{
    [Fact]
    public void Storage_TakesNoKeysAndNoPublicTraffic() => Assert.All(Deployment.Resources("Microsoft.Storage/storageAccounts"), account =>
    {
        var properties = account["properties"]!;
        Assert.False(properties["allowSharedKeyAccess"]!.GetValue<bool>());
        Assert.False(properties["allowBlobPublicAccess"]!.GetValue<bool>());
        Assert.Equal("Disabled", properties["publicNetworkAccess"]!.GetValue<string>());
        Assert.Equal("TLS1_2", properties["minimumTlsVersion"]!.GetValue<string>());
    });

    [Theory]
    [InlineData("Microsoft.ServiceBus/namespaces", "disableLocalAuth")]
    [InlineData("Microsoft.KeyVault/vaults", "enablePurgeProtection")]
    [InlineData("Microsoft.KeyVault/vaults", "enableRbacAuthorization")]
    [InlineData("Microsoft.KeyVault/vaults", "enableSoftDelete")]
    [InlineData("Microsoft.Insights/components", "DisableLocalAuth")]
    [InlineData("Microsoft.Web/sites", "httpsOnly")]
    public void Locks_AreOn(string type, string property) =>
        Assert.All(Deployment.Resources(type), r => Assert.True(r["properties"]![property]!.GetValue<bool>()));

    [Fact]
    public void Photos_AreDeletedAfterTheLegalTerm()
    {
        var rules = Deployment.Resources("Microsoft.Storage/storageAccounts/managementPolicies").Single()["properties"]!["policy"]!["rules"]!.AsArray();
        var rule = rules.Single(r => r!["name"]!.GetValue<string>() == "photos-after-the-legal-term")!["definition"]!;

        Assert.Equal("photos/", rule["filters"]!["prefixMatch"]![0]!.GetValue<string>());
        Assert.Equal(["retention", "==", "legal-term"], rule["filters"]!["blobIndexMatch"]![0]!.AsObject().Select(p => p.Value!.GetValue<string>()));
        Assert.Equal(1827, rule["actions"]!["baseBlob"]!["delete"]!["daysAfterCreationGreaterThan"]!.GetValue<int>());
    }

    [Fact]
    public void App_IsEnteredThroughOurFrontDoorOnly()
    {
        var configuration = Deployment.Resources("Microsoft.Web/sites").Single()["properties"]!["siteConfig"]!;
        var rule = Assert.Single(configuration["ipSecurityRestrictions"]!.AsArray())!;

        Assert.Equal("Deny", configuration["ipSecurityRestrictionsDefaultAction"]!.GetValue<string>());
        Assert.Equal("AzureFrontDoor.Backend", rule["ipAddress"]!.GetValue<string>());
        Assert.Contains("frontDoorId", rule["headers"]!["x-azure-fdid"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(Deployment.Resources("Microsoft.Web/sites/basicPublishingCredentialsPolicies"), p => Assert.False(p["properties"]!["allow"]!.GetValue<bool>()));
    }

    /// <summary>Only PUT and photos would be turned away by these two; every other rule blocks.</summary>
    [Fact]
    public void Firewall_BlocksByAllRulesButThoseOfMethodsAndMediaTypes()
    {
        var properties = Deployment.Resources("Microsoft.Network/FrontDoorWebApplicationFirewallPolicies").Single()["properties"]!;
        var rules = properties["managedRules"]!["managedRuleSets"]!.AsArray().Single(s => s!["ruleSetType"]!.GetValue<string>() == "Microsoft_DefaultRuleSet")!;
        var overridden = rules["ruleGroupOverrides"]!.AsArray().SelectMany(g => g!["rules"]!.AsArray()).Select(r => $"{r!["ruleId"]} {r["enabledState"]}");

        Assert.Equal(("Prevention", "Block"), (properties["policySettings"]!["mode"]!.GetValue<string>(), rules["ruleSetAction"]!.GetValue<string>()));
        Assert.Equal(["911100 Disabled", "920420 Disabled"], overridden);
    }

    /// <summary>Role on resource; the whole list, so that one more is a decision.</summary>
    [Fact]
    public void Roles_AreTheLeastThatDo()
    {
        var names = RoleId().Matches(Repository.Read("infra/app/roleIds.bicep")).ToDictionary(m => m.Groups["id"].Value, m => m.Groups["name"].Value, StringComparer.Ordinal);
        var given = Deployment.Resources("Microsoft.Authorization/roleAssignments").Select(a => $"{names[RoleOf(a)]} on {ScopeOf(a)}").Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "keyVaultCryptoUser on vaults/keys/prakerja-master", "keyVaultCryptoUser on vaults/keys/prakerja-signing",
                "keyVaultSecretsUser on vaults/secrets/blind-index", "keyVaultSecretsUser on vaults/secrets/codes",
                "keyVaultSecretsUser on vaults/secrets/data-keys",
                "keyVaultSecretsUser on vaults/secrets/outbox", "keyVaultSecretsUser on vaults/secrets/tokens",
                "monitoringMetricsPublisher on components",
                "serviceBusDataReceiver on namespaces/queues/bank-files", "serviceBusDataReceiver on namespaces/queues/outbox", "serviceBusDataReceiver on namespaces/queues/registrations",
                "serviceBusDataSender on namespaces/queues/bank-files", "serviceBusDataSender on namespaces/queues/outbox", "serviceBusDataSender on namespaces/queues/registrations",
                "storageBlobDataContributor on stdata/blobServices/default/containers/bank-files", "storageBlobDataContributor on stdata/blobServices/default/containers/draws", "storageBlobDataContributor on stdata/blobServices/default/containers/listings",
                "storageBlobDataContributor on stdata/blobServices/default/containers/receipts", "storageBlobDataContributor on stdata/blobServices/default/containers/settlements",
                "storageBlobDataOwner on stdata/blobServices/default/containers/photos", "storageBlobDataOwner on sthost",
                "storageBlobDelegator on stdata", "storageQueueDataContributor on sthost",
                "storageTableDataContributor on stdata/tableServices/default", "storageTableDataContributor on sthost",
            ],
            given);
        Assert.Equal(Deployment.Names("Microsoft.Authorization/roleAssignments").Count(), Deployment.Names("Microsoft.Authorization/roleAssignments").Distinct(StringComparer.Ordinal).Count());
    }

    private static string RoleOf(JsonObject assignment) => assignment["properties"]!["roleDefinitionId"]!.GetValue<string>().Split('/')[^1];

    /// <summary>Where, without what is the same for all and without the names made of a hash.</summary>
    private static string ScopeOf(JsonObject assignment)
    {
        var id = assignment["id"]!.GetValue<string>().Split("/providers/");
        var parts = id[^2].Split('/');
        var resource = parts[1] == "storageAccounts" ? [parts[2][..6], .. parts[3..]] : parts[1..2].Concat(parts[3..]);
        return string.Join('/', resource);
    }

    [GeneratedRegex(@"^  (?<name>\w+): '(?<id>[0-9a-f-]{36})'$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex RoleId();
}
