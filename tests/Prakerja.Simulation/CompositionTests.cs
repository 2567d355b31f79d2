using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prakerja.Local.Hosting;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Simulation.Tests;

/// <summary>Everything of the pipeline that is discovered resolves in the local host, under names of its own.</summary>
public sealed class CompositionTests : IAsyncLifetime
{
    private ServiceProvider provider = null!;

    public Task InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddLocal(new LocalOptions(Data: null, LocalOptions.DefaultUrls, VirtualClock: true, Start: DateTimeOffset.UnixEpoch, Seed: 1));
        provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public void UseCases_OfThePipeline_AllResolveWithUniqueNamesAndRoutes()
    {
        var endpoints = provider.GetRequiredService<IReadOnlyList<Endpoint>>();

        Assert.Equal(Declared<IUseCase>(), provider.GetServices<IUseCase>().Select(u => u.GetType().Name).Order(StringComparer.Ordinal));
        AssertUnique(endpoints.Select(e => e.Name));
        AssertUnique(endpoints.Select(e => $"{e.Method} {string.Join('/', e.Route.Split('/').Select(s => s.StartsWith('{') ? "{}" : s))}"));
    }

    [Fact]
    public void Handlers_OfThePipeline_AllResolveOneToAQueue()
    {
        Assert.Equal(Declared<IMessageHandler>(), provider.GetServices<IMessageHandler>().Select(h => h.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(Declared<IShardHandler>(), provider.GetServices<IShardHandler>().Select(h => h.GetType().Name).Order(StringComparer.Ordinal));
        AssertUnique([.. provider.GetServices<IMessageHandler>().Select(h => h.Queue), .. provider.GetServices<IShardHandler>().Select(h => h.Queue)]);
    }

    [Fact]
    public void Timers_OfThePipeline_AllResolveWithUniqueNames()
    {
        var timers = provider.GetServices<ITimerTask>().ToArray();

        Assert.Equal(Declared<ITimerTask>(), timers.Select(t => t.GetType().Name).Order(StringComparer.Ordinal));
        AssertUnique(timers.Select(t => t.Name));
    }

    [Fact]
    public void Workflows_OfThePipeline_AllRegisterOnce()
    {
        var catalog = provider.GetRequiredService<WorkflowCatalog>();
        PipelineServices.RegisterWorkflows(provider);

        Assert.Equal(Declared<IWorkflowModule>(), provider.GetServices<IWorkflowModule>().Select(m => m.GetType().Name).Order(StringComparer.Ordinal));
        AssertUnique(catalog.Workflows.Select(w => $"{w.Name} {w.Version}"));
        AssertUnique(catalog.Activities.Select(a => a.Name));
    }

    /// <summary>Names of the pipeline's classes of a role.</summary>
    private static IEnumerable<string> Declared<T>() => typeof(PipelineServices).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T))).Select(t => t.Name).Order(StringComparer.Ordinal);

    private static void AssertUnique(IEnumerable<string> names)
    {
        var all = names.ToArray();
        Assert.NotEmpty(all);
        Assert.Empty(all.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
    }
}
