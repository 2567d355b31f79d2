using System.Text.RegularExpressions;
using Prakerja.Infra.Tests.Bicep;

namespace Prakerja.Infra.Tests.Code;

/// <summary>What the Azure head reads is set.</summary>
public sealed partial class SettingsTests
{
    /// <summary>What need not be set in Azure: connection strings and a folder of keys are for the emulators, a prefix for tests, the exporter for other places.</summary>
    private static readonly HashSet<string> Optional = new(StringComparer.Ordinal) { "Storage", "ServiceBus", "KeyVault", "KeyVault__localKeys", "Storage__tablePrefix", "OTEL_EXPORTER_OTLP_ENDPOINT" };

    [Fact]
    public void Settings_TheHeadReads_AreSet()
    {
        var read = PipelineCode.Literals(Reading(), "Prakerja.Azure", "Prakerja.Functions").Select(s => s.Replace(":", "__", StringComparison.Ordinal));

        Assert.All(read.Where(s => !Optional.Contains(s)), s => Assert.True(
            Deployment.Settings.Keys.Any(k => k == s || k.StartsWith(s + "__", StringComparison.Ordinal)), $"Nobody sets {s}."));
    }

    /// <summary>Linux takes no other characters, and the Functions host reads no names with hyphens.</summary>
    [Fact]
    public void Settings_Names_AreOfLettersDigitsAndUnderscores() => Assert.All(Deployment.Settings.Keys, n => Assert.Matches("^[A-Za-z][A-Za-z0-9_]*$", n));

    [Fact]
    public void Settings_Connections_AreByIdentityOnly()
    {
        Assert.Equal("managedidentity", Deployment.Settings["AzureWebJobsStorage__credential"]);
        Assert.Equal("managedidentity", Deployment.Settings["ServiceBus__credential"]);
        Assert.StartsWith("[format('Authorization=AAD", Deployment.Settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
        Assert.DoesNotContain(Deployment.Settings, s => Secret().IsMatch(s.Value) || s.Key is "AzureWebJobsStorage" or "Storage" or "ServiceBus");
    }

    [GeneratedRegex("""(onfiguration\[|GetSection\(|GetValue<\w+>\(|Address\(|Connection = |%)"?(?<name>(Storage|ServiceBus|KeyVault|Gateways|Entra|Public|Timestamps|Timer\w+|OTEL_\w+)(:\w+)*)["%]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Reading();

    [GeneratedRegex("AccountKey=|SharedAccessKey|listKeys|password", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
