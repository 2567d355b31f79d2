using Prakerja.Pipeline.Gateways;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class TimestampSettingsTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("https://stamps.example/tsr", true)]
    public async Task Authority_IsThereIfItsAddressIsSet(string? setting, bool isThere)
    {
        await using var bench = await GatewayBench.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Timestamps:url"] = setting });

        Assert.Equal(isThere ? [typeof(TimestampAuthority)] : [], bench.Get<IEnumerable<ITimestampAuthority>>().Select(a => a.GetType()));
    }
}
