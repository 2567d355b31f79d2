using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Prakerja.Local.Hosting;
using Prakerja.Pipeline.Gateways;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Tests.Hosting;

public sealed class BeaconChoiceTests
{
    private static readonly LocalOptions Usual = new(Data: null, LocalOptions.DefaultUrls, VirtualClock: false, Start: null, Seed: 1);

    [Fact]
    public async Task Beacon_UnlessAskedOtherwise_IsTheSandboxs()
    {
        await using var services = Build(Usual);

        Assert.Equal("sandbox", services.GetRequiredService<IRandomnessBeacon>().Chain);
    }

    [Fact]
    public async Task Beacon_Public_IsQuicknetOverTheRelaysGiven()
    {
        Uri[] relays = [new("http://127.0.0.1:1/"), new("http://127.0.0.1:2/")];
        await using var services = Build(Usual with { PublicBeacon = true, BeaconRelays = relays });

        Assert.Equal(DrandBeacon.Quicknet, services.GetRequiredService<IRandomnessBeacon>().Chain);
        Assert.Equal(relays, services.GetRequiredService<IOptions<DrandOptions>>().Value.Relays);
    }

    [Fact]
    public async Task Beacon_PublicWithoutRelays_HasTheWellKnownOnes()
    {
        await using var services = Build(Usual with { PublicBeacon = true });

        Assert.Contains(new Uri("https://api.drand.sh/"), services.GetRequiredService<IOptions<DrandOptions>>().Value.Relays);
    }

    [Fact]
    public async Task Beacon_FewerRelaysThanMustAgree_IsRefused()
    {
        await using var services = Build(Usual with { PublicBeacon = true, BeaconRelays = [new("http://127.0.0.1:1/")] });

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<DrandOptions>>().Value);
    }

    [Fact]
    public async Task Timestamps_OnlyIfGiven_AreAskedFor()
    {
        await using var none = Build(Usual);
        await using var one = Build(Usual with { Timestamps = new("http://127.0.0.1:1/") });

        Assert.Empty(none.GetServices<ITimestampAuthority>());
        Assert.IsType<TimestampAuthority>(Assert.Single(one.GetServices<ITimestampAuthority>()));
    }

    private static ServiceProvider Build(LocalOptions options) => new ServiceCollection().AddLogging().AddLocal(options).BuildServiceProvider();
}
