using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Prakerja.Azure.Tests.Azurite;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests;

/// <summary>A copy of local.settings.example.json is all a developer needs to start the Azure head against emulators.</summary>
public sealed class ExampleSettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("prakerja-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Example_InDevelopment_MakesEveryPort()
    {
        var example = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "local.settings.example.json")))!["Values"]!.AsObject();
        var values = example.ToDictionary(v => v.Key.Replace("__", ":", StringComparison.Ordinal), v => (string?)v.Value, StringComparer.OrdinalIgnoreCase);
        Assert.False(string.IsNullOrEmpty(values["KeyVault:localKeys"]));
        values["KeyVault:localKeys"] = folder;
        var registered = new ServiceCollection().AddSingleton<IRandomSource, TestRandom>().AddSingleton(TimeProvider.System).AddLogging()
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development })
            .AddPrakerjaAzure(new ConfigurationBuilder().AddInMemoryCollection(values).Build()).AddPipeline();
        var ports = registered.Select(s => s.ServiceType).Where(t => t.IsInterface && t.Namespace == typeof(IKeyVault).Namespace).Distinct().ToArray();
        await using var services = registered.AddSingleton<IWorkflowClient>(_ => throw new InvalidOperationException("The head makes it.")).BuildServiceProvider();

        Assert.Contains(typeof(IPaymentPartner), ports);
        Assert.All(ports.Where(p => !IsMadeOfUseCases(p)), port => Assert.NotNull(services.GetRequiredService(port)));
    }

    /// <summary>Their parts start workflows.</summary>
    private static bool IsMadeOfUseCases(Type port) => port == typeof(ITimerTask) || port == typeof(IShardHandler) || port == typeof(IMessageHandler) || port == typeof(IWorkflowModule);
}
