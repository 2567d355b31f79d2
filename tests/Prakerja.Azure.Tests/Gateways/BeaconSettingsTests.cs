using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Gateways;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class BeaconSettingsTests
{
    [Theory]
    [InlineData(null, "https://api.drand.sh/")]
    [InlineData("https://api.drand.sh", "https://api.drand.sh/")]
    [InlineData("https://relay.example, https://other.example/", "https://relay.example/")]
    public async Task Relays_Given_AreAskedBeforeThePublicOnes(string? setting, string first)
    {
        await using var bench = await GatewayBench.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Gateways:beacon:url"] = setting });
        var relays = bench.Get<IOptions<DrandOptions>>().Value.Relays;
        Assert.Equal(new Uri(first), relays[0]);
        Assert.Superset(new DrandOptions().Relays.ToHashSet(), relays.ToHashSet());
        Assert.Equal(relays.Count, relays.Distinct().Count());
        Assert.IsType<DrandBeacon>(bench.Get<IRandomnessBeacon>());
    }
}
