using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Prakerja.Infra.Tests.Bicep;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Infra.Tests.Code;

/// <summary>Names and terms in <c>infra/</c> are those of the code.</summary>
public sealed partial class NamesTests
{
    [Fact]
    public void Queues_AreThoseOfTheHandlers()
    {
        var handled = PipelineCode.All<IShardHandler>().Select(h => h.Queue).Concat(PipelineCode.All<IMessageHandler>().Select(h => h.Queue));

        Assert.Equal(handled.Order(StringComparer.Ordinal), Deployment.Names("Microsoft.ServiceBus/namespaces/queues").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Queues_KeepTheTermsOfThePort() => Assert.All(Deployment.Resources("Microsoft.ServiceBus/namespaces/queues"), queue =>
    {
        var terms = queue["properties"]!;
        Assert.True(terms["requiresDuplicateDetection"]!.GetValue<bool>());
        Assert.True(terms["deadLetteringOnMessageExpiration"]!.GetValue<bool>());
        Assert.Equal(QueueLimits.DuplicateWindow, System.Xml.XmlConvert.ToTimeSpan(terms["duplicateDetectionHistoryTimeWindow"]!.GetValue<string>()));
        Assert.Equal(QueueLimits.LockDuration, System.Xml.XmlConvert.ToTimeSpan(terms["lockDuration"]!.GetValue<string>()));
        Assert.Equal(QueueLimits.MaxDeliveries, terms["maxDeliveryCount"]!.GetValue<int>());
    });

    [Fact]
    public void Timers_RunAsThePipelineSays()
    {
        var wanted = PipelineCode.All<ITimerTask>().ToDictionary(t => "Timer" + Pascal(t.Name), t => Ncrontab(t.Schedule), StringComparer.Ordinal);

        Assert.Equal(
            wanted.OrderBy(t => t.Key, StringComparer.Ordinal),
            Deployment.Settings.Where(s => s.Key.StartsWith("Timer", StringComparison.Ordinal)).OrderBy(t => t.Key, StringComparer.Ordinal));
    }

    /// <summary>Those of the pipeline, and one that the vault's adapter in Prakerja.Azure wraps keys with.</summary>
    [Fact]
    public void Secrets_AreThePurposesAskedFor()
    {
        var asked = PipelineCode.Literals(Purpose(), "Prakerja.Pipeline");

        Assert.NotEmpty(asked);
        Assert.Equal(asked.Append("data-keys").Order(StringComparer.Ordinal), Deployment.Names("Microsoft.KeyVault/vaults/secrets").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TaskHub_IsTheOneOfHostJson() =>
        Assert.Contains($"var taskHub = {JsonNode.Parse(Repository.Read("host.json"))!["extensions"]!["durableTask"]!["hubName"]!.ToJsonString().Replace('"', '\'')}\n", Repository.Read("infra/main.bicep"), StringComparison.Ordinal);

    /// <summary>42 hexadecimal digits and <c>A=</c>: what the expression of keyVault.bicep comes to.</summary>
    [Fact]
    public void Secrets_AsMade_Are32Bytes() => Assert.Equal(32, Convert.FromBase64String(new string('7', 42) + "A=").Length);

    [Fact]
    public void Containers_AreThoseOfTheCode()
    {
        var data = Deployment.Resources("Microsoft.Storage/storageAccounts/blobServices/containers")
            .Select(c => c["name"]!.GetValue<string>().Split('/')).Where(n => n[0].StartsWith("stdata", StringComparison.Ordinal)).Select(n => n[^1]);

        Assert.Equal(PipelineCode.Literals(Container(), "Prakerja.Pipeline"), data.Order(StringComparer.Ordinal));
    }

    /// <summary>Every metric that an alert asks for is told by somebody, with the kinds it filters by.</summary>
    [Fact]
    public void Alerts_WatchMetricsThatAreTold()
    {
        var queries = Deployment.Resources("Microsoft.Insights/scheduledQueryRules").Select(r => r["properties"]!["criteria"]!["allOf"]![0]!["query"]!.GetValue<string>()).ToList();
        var watched = queries.SelectMany(q => Metric().Matches(q)).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        var kinds = queries.SelectMany(q => Kind().Matches(q)).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(PipelineCode.Literals(Instrument(), "Prakerja.Pipeline").ToHashSet(StringComparer.Ordinal), watched);
        Assert.Subset(Prakerja.Pipeline.Payments.CaseKinds.All.ToHashSet(StringComparer.Ordinal), kinds);
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { "prakerja.deadletters", "prakerja.payouts.cases", "prakerja.batches.held", "prakerja.inbox.age" }, watched);
    }

    private static string Pascal(string name) => string.Concat(name.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    /// <summary>In UTC, seven hours behind Jakarta, from whose midnight schedules count.</summary>
    private static string Ncrontab(TimerSchedule schedule)
    {
        if (schedule.Every < TimeSpan.FromHours(1))
        {
            return schedule.Every == TimeSpan.FromMinutes(1) ? "0 * * * * *" : $"0 */{schedule.Every.TotalMinutes.ToString(CultureInfo.InvariantCulture)} * * * *";
        }

        var midnight = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.FromHours(7)).AddTicks(-1);
        var times = new List<DateTimeOffset>();
        for (var next = schedule.Next(midnight); next <= midnight.AddDays(1); next = schedule.Next(next))
        {
            times.Add(next.ToUniversalTime());
        }

        var hours = times.Count == 24 ? "*" : string.Join(',', times.Select(t => t.Hour).Order());
        return $"0 {times[0].Minute} {hours} * * *";
    }

    [GeneratedRegex("""(vault\.Secret\(|(?<=class SecretPurposes\b[^}]*)const string \w+ = )"(?<name>[^"]+)[)";]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Purpose();

    [GeneratedRegex("""const string Container = "(?<name>[^"]+)";""", RegexOptions.ExplicitCapture)]
    private static partial Regex Container();

    [GeneratedRegex("""Meter\.Create\w+<\w+>\("(?<name>[^"]+)",""", RegexOptions.ExplicitCapture)]
    private static partial Regex Instrument();

    [GeneratedRegex("""prakerja\.[a-z.]+""", RegexOptions.ExplicitCapture)]
    private static partial Regex Metric();

    [GeneratedRegex("""Properties\.kind\) == "(?<name>\w+)" """, RegexOptions.ExplicitCapture)]
    private static partial Regex Kind();
}
