using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Prakerja.Azure.Blobs;
using Prakerja.Azure.Storage;
using Prakerja.Azure.Tests.Azurite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests;

[NeedsAzurite]
public sealed class AzureServicesTests
{
    [Fact]
    public async Task Start_OnAnEmptyAccount_CreatesAllTablesAndPrivateContainers()
    {
        await using var services = Services(("Storage", (await AzuriteServer.GetAsync()).ConnectionString), ("Storage:tablePrefix", "start"));

        await Assert.Single(services.GetServices<IHostedService>().OfType<StorageStart>()).StartAsync(default);

        var tables = await (await Stores.TableServiceAsync()).QueryAsync().Select(table => table.Name).ToListAsync();
        Assert.All(StorageStart.Tables, table => Assert.Contains($"start{table}", tables));
        Assert.Contains("startparticipants", tables);
        var photos = (await Stores.BlobServiceAsync()).GetBlobContainerClient("photos");
        Assert.Equal(PublicAccessType.None, (await photos.GetPropertiesAsync()).Value.PublicAccess ?? PublicAccessType.None);
        Assert.Equal(["bank-files", "draws", "listings", "photos", "receipts", "settlements"], StorageStart.Containers);
    }

    [Fact]
    public void ConnectionString_OfARealAccount_IsRefused()
    {
        using var services = Services(("Storage", "DefaultEndpointsProtocol=https;AccountName=real;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net"));

        Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<ITableStore>());
        Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IBlobStore>());
    }

    [Fact]
    public void Addresses_OfAnAccount_AreReachedByIdentity()
    {
        using var services = Services(("Storage:tableServiceUri", "https://a.table.core.windows.net"), ("Storage:blobServiceUri", "https://a.blob.core.windows.net"));

        Assert.NotNull(services.GetRequiredService<ITableStore>());
        Assert.False(services.GetRequiredService<BlobServiceClient>().CanGenerateAccountSasUri);
    }

    [Theory]
    [InlineData("photos", Retention.LegalTerm)]
    [InlineData("draws", null)]
    public async Task Blob_OfAContainer_HasTheTagThatItsLifecycleRuleLooksFor(string container, string? retention)
    {
        var name = Guid.NewGuid().ToString("n");
        await (await Stores.BlobsAsync()).PutAsync(container, name, new MemoryStream([1]), "image/png", overwrite: false);

        var tags = await (await Stores.BlobServiceAsync()).GetBlobContainerClient(container).GetBlobClient(name).GetTagsAsync();

        Assert.Equal(retention, tags.Value.Tags.TryGetValue(Retention.Tag, out var tag) ? tag : null);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        return new ServiceCollection().AddSingleton<IRandomSource, TestRandom>().AddSingleton(TimeProvider.System).AddPrakerjaAzure(configuration).BuildServiceProvider();
    }
}
