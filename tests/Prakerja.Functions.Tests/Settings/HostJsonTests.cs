using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Prakerja.Functions.Tests.Settings;

/// <summary>What the code relies on in host.json.</summary>
public sealed class HostJsonTests
{
    private static readonly JsonNode Host = JsonNode.Parse(File.ReadAllBytes(Repository.PathOf("host.json")))!;
    private static readonly JsonNode Extensions = Host["extensions"]!;
    private static readonly JsonNode Durable = Extensions["durableTask"]!;

    [Fact]
    public void Routes_HaveNoPrefix_SoThatTheyAreTheContracts() => Assert.Equal("", (string)Extensions["http"]!["routePrefix"]!);

    [Fact]
    public void Messages_AreSettledByUs_WhileTheirLocksAreRenewed()
    {
        var bus = Extensions["serviceBus"]!;

        Assert.False((bool)bus["autoCompleteMessages"]!);
        Assert.Equal(0, (int)bus["prefetchCount"]!);
        Assert.True(TimeSpan.Parse((string)bus["maxAutoLockRenewalDuration"]!) >= TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Start_OfARunningInstance_NeverEndsIt() => Assert.Equal("NonRunningStates", (string)Durable["overridableExistingInstanceStates"]!);

    [Fact]
    public void History_AndTraces_KeepNoInputs()
    {
        Assert.False((bool)Durable["tracing"]!["traceInputsAndOutputs"]!);
        Assert.False((bool)Durable["storeInputsInOrchestrationHistory"]!);
    }

    [Fact]
    public void Telemetry_OfRequests_HasNoUrls() =>
        Assert.False((bool)Host["logging"]!["applicationInsights"]!["httpAutoCollectionOptions"]!["enableHttpTriggerExtendedInfoCollection"]!);

    [Fact]
    public void Sampling_KeepsExceptions() =>
        Assert.Contains("Exception", (string)Host["logging"]!["applicationInsights"]!["samplingSettings"]!["excludedTypes"]!, StringComparison.Ordinal);

    [Fact]
    public void HostJson_IsInTheOutput_OfTheFunctionsProject()
    {
        var project = XDocument.Load(Repository.PathOf("functions", "Prakerja.Functions", "Prakerja.Functions.csproj"));
        var item = project.Descendants("None").Single(e => (string?)e.Attribute("Link") == "host.json");

        Assert.Equal("../../host.json", (string?)item.Attribute("Include"));
        Assert.Equal("PreserveNewest", (string?)item.Attribute("CopyToOutputDirectory"));
    }
}
