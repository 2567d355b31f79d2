using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline;

/// <summary>
/// Registers the whole pipeline: every concrete public class of this assembly with constructor-injected ports, as singletons; use cases, handlers,
/// timers, modules and rules also under their interfaces. The head registers the ports' adapters and a TimeProvider.
/// </summary>
public static class PipelineServices
{
    private static readonly Type[] Roles =
        [typeof(IUseCase), typeof(IShardHandler), typeof(IMessageHandler), typeof(ITimerTask), typeof(IWorkflowModule), typeof(Lifecycles.ILegRule), typeof(Verification.IBatchCalendar), typeof(Me.IDashboardPart),
        typeof(Batches.IPlaceReturns), typeof(Privacy.IErasureStep)];

    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        foreach (var type in typeof(PipelineServices).Assembly.GetTypes().Where(IsService))
        {
            services.AddSingleton(type);
            foreach (var role in Roles.Where(role => role.IsAssignableFrom(type)))
            {
                services.AddSingleton(role, provider => provider.GetRequiredService(type));
            }
        }

        services.AddSingleton(new WorkflowCatalog(PipelineJson.Options));
        services.AddSingleton<IReadOnlyList<Endpoint>>(provider => [.. provider.GetServices<IUseCase>().SelectMany(u => u.Endpoints)]);
        services.AddOptions()
            .AddSingleton<IValidateOptions<PayoutOptions>, PayoutOptionsCheck>()
            .AddSingleton<IValidateOptions<BankFileOptions>, BankFileOptionsCheck>();
        return services;
    }

    /// <summary>Fills the catalogue; the head calls it once before the engine starts (modules reach the workflow client, so it cannot happen while that is built).</summary>
    public static void RegisterWorkflows(IServiceProvider provider)
    {
        var catalog = provider.GetRequiredService<WorkflowCatalog>();
        foreach (var module in provider.GetServices<IWorkflowModule>())
        {
            module.Register(catalog);
        }
    }

    /// <summary>A class that declares injected dependencies: one public constructor whose parameters are all interfaces, pipeline classes or options.</summary>
    private static bool IsService(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsPublic: true, IsGenericType: false }
        && type.GetConstructors() is [var constructor]
        && !typeof(Exception).IsAssignableFrom(type)
        && type.GetMethod("<Clone>$") is null
        && (Roles.Any(role => role.IsAssignableFrom(type)) || constructor.GetParameters() is { Length: > 0 } parameters && parameters.All(p => IsInjected(p.ParameterType)));

    private static bool IsInjected(Type type) =>
        type == typeof(TimeProvider) || type.IsInterface || typeof(IOptions<>).Name == type.Name || (type.Assembly == typeof(PipelineServices).Assembly && IsService(type));
}
