using System.Reflection;
using Microsoft.Extensions.Hosting;
using Prakerja.Azure.Blobs;
using Prakerja.Azure.Tables;
using Prakerja.Pipeline;

namespace Prakerja.Azure.Storage;

/// <summary>Creates every table and container of the pipeline when the host starts: what they are called stands in its constants.</summary>
public sealed class StorageStart(AzureTableStore tables, AzureBlobStore blobs) : IHostedService
{
    public static IReadOnlyList<string> Tables { get; } = Constants("Table");

    public static IReadOnlyList<string> Containers { get; } = Constants("Container");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await tables.CreateAsync(Tables, cancellationToken);
        await blobs.CreateAsync(Containers, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IReadOnlyList<string> Constants(string name) =>
        [.. typeof(PipelineServices).Assembly.GetTypes()
            .Select(type => type.GetField(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field is { IsLiteral: true })
            .Select(field => (string)field!.GetRawConstantValue()!)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
