using Prakerja.Infra.Tests.Bicep;

namespace Prakerja.Infra.Tests.Costs;

/// <summary>infra/COSTS.md adds up, and agrees with what is deployed.</summary>
public sealed class CostsTests
{
    private static readonly int[] Applicants = [1_000_000, 16_000_000];
    private readonly CostSheet sheet = new();

    [Fact]
    public void Meters_QuantityTimesPrice_IsTheCost()
    {
        Assert.True(sheet.Meters.Count >= 19);
        Assert.All(sheet.Meters, meter =>
        {
            for (var i = 0; i < 2; i++)
            {
                var quantity = sheet.Work(meter.Quantity, Applicants[i]);
                Assert.Equal(decimal.Round(quantity, 3), meter.Figures[2 * i], 2);
                Assert.Equal(decimal.Round(quantity * sheet.Prices[meter.Price], 2, MidpointRounding.AwayFromZero), meter.Figures[(2 * i) + 1]);
            }
        });
    }

    [Fact]
    public void Sums_AreOfTheCosts() => Assert.Equal([sheet.Meters.Sum(m => m.Figures[1]), sheet.Meters.Sum(m => m.Figures[3])], sheet.Sums);

    [Fact]
    public void AssumptionsAndPrices_AreAllUsed()
    {
        var words = sheet.Meters.SelectMany(m => m.Quantity.Split(' ', '(', ')')).ToHashSet(StringComparer.Ordinal);

        Assert.All(sheet.Assumptions.Keys, name => Assert.Contains(name, words));
        Assert.Equal(sheet.Prices.Keys.Order(StringComparer.Ordinal), sheet.Meters.Select(m => m.Price).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Assumptions_OnWhatIsDeployed_AreTrue()
    {
        var scaling = Deployment.Resources("Microsoft.Web/sites").Single()["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!;

        Assert.Equal(sheet.Assumptions["alwaysReady"], scaling["alwaysReady"]!.AsArray().Sum(a => a!["instanceCount"]!.GetValue<int>()));
        Assert.Equal(sheet.Assumptions["instanceGB"], scaling["instanceMemoryMB"]!.GetValue<int>() / 1024);
        Assert.Equal(sheet.Assumptions["privateEndpoints"], Deployment.Resources("Microsoft.Network/privateEndpoints").Count);
        Assert.Equal(sheet.Assumptions["queryAlerts"], Deployment.Resources("Microsoft.Insights/scheduledQueryRules").Count);
        Assert.Equal(sheet.Assumptions["metricAlerts"], Deployment.Resources("Microsoft.Insights/metricAlerts").Count);
        Assert.Equal(1, Deployment.Resources("Microsoft.ServiceBus/namespaces").Single()["sku"]!["capacity"]!.GetValue<int>());
        Assert.Equal("Premium_AzureFrontDoor", Deployment.Resources("Microsoft.Cdn/profiles").Single()["sku"]!["name"]!.GetValue<string>());
        Assert.Equal(Deployment.Resources("Microsoft.KeyVault/vaults/keys").Count, sheet.Meters.Count(m => m.Price.StartsWith("hardware", StringComparison.Ordinal) && m.Quantity == "1"));
        Assert.All(Deployment.Resources("Microsoft.KeyVault/vaults/keys"), k => Assert.EndsWith("-HSM", k["properties"]!["kty"]!.GetValue<string>(), StringComparison.Ordinal));
    }
}
