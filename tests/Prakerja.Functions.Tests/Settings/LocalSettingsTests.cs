using System.Text.Json.Nodes;

namespace Prakerja.Functions.Tests.Settings;

/// <summary>The example to run the Azure head on a laptop against emulators.</summary>
public sealed class LocalSettingsTests
{
    private static readonly JsonObject Values =
        JsonNode.Parse(File.ReadAllBytes(Repository.PathOf("functions", "Prakerja.Functions", "local.settings.example.json")))!["Values"]!.AsObject();

    [Fact]
    public void Worker_IsTheIsolatedOne() => Assert.Equal("dotnet-isolated", (string)Values["FUNCTIONS_WORKER_RUNTIME"]!);

    [Theory]
    [InlineData("AzureWebJobsStorage")]
    [InlineData("Storage")]
    public void Storage_IsTheEmulator(string setting) => Assert.Equal("UseDevelopmentStorage=true", (string)Values[setting]!);

    [Fact]
    public void Timers_RunAsDeployed()
    {
        var timers = Values.Where(v => v.Key.StartsWith("Timer", StringComparison.Ordinal)).ToDictionary(v => v.Key, v => (string)v.Value!, StringComparer.Ordinal);

        Assert.Equal(TimerScheduleTests.Schedules.OrderBy(t => t.Key, StringComparer.Ordinal), timers.OrderBy(t => t.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ServiceBus")]
    [InlineData("KeyVault__localKeys")]
    [InlineData("Entra__tenantId")]
    [InlineData("Entra__audience")]
    [InlineData("Banks__Accounts__bca")]
    [InlineData("Banks__Accounts__bni")]
    [InlineData("Gateways__civilRegistry__url")]
    [InlineData("Public__origin")]
    public void Settings_WithoutWhichTheAppDoesNotStart_AreThere(string setting) => Assert.NotEqual("", (string)Values[setting]!);

    [Fact]
    public void Names_AreWhatLinuxCanSet() => Assert.All(Values, v => Assert.Matches("^[A-Za-z][A-Za-z0-9_]*$", v.Key));
}
