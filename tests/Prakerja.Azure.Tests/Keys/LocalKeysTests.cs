using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Prakerja.Azure.Tests.Azurite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Keys;

/// <summary>A folder stands for the key vault where there are only emulators, and nowhere else.</summary>
public sealed class LocalKeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("prakerja-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Folder_InDevelopmentOnTheEmulator_KeepsKeysForTheNextStart()
    {
        using var first = Services("Development", ("Storage", "UseDevelopmentStorage=true"));
        var wrapped = await first.GetRequiredService<IKeyVault>().WrapAsync(new byte[32]);
        using var second = Services("Development", ("Storage", "UseDevelopmentStorage=true"));

        Assert.Equal(new byte[32], await second.GetRequiredService<IKeyVault>().UnwrapAsync(wrapped));
    }

    [Theory]
    [InlineData("Production", "Storage", "UseDevelopmentStorage=true")]
    [InlineData("Staging", "Storage", "UseDevelopmentStorage=true")]
    [InlineData(null, "Storage", "UseDevelopmentStorage=true")]
    [InlineData("Development", "Storage:tableServiceUri", "https://a.table.core.windows.net")]
    public void Folder_AnywhereElse_IsRefused(string? environment, string setting, string value)
    {
        using var services = Services(environment, (setting, value));

        var refused = Assert.Throws<InvalidOperationException>(services.GetRequiredService<IKeyVault>);

        Assert.Contains("KeyVault__localKeys", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Folder_BesideAVault_IsRefused()
    {
        using var services = Services("Development", ("Storage", "UseDevelopmentStorage=true"), ("KeyVault:vaultUri", "https://a.vault.azure.net/"));

        Assert.Throws<InvalidOperationException>(services.GetRequiredService<IKeyVault>);
    }

    private ServiceProvider Services(string? environment, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Append(("KeyVault:localKeys", folder)).ToDictionary()).Build();
        var services = new ServiceCollection().AddSingleton<IRandomSource, TestRandom>().AddSingleton(TimeProvider.System);
        if (environment is not null)
        {
            services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment });
        }

        return services.AddPrakerjaAzure(configuration).BuildServiceProvider();
    }
}
