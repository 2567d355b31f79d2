using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Prakerja.Azure;
using Prakerja.Functions.Durable;
using Prakerja.Functions.Http;
using Prakerja.Functions.Messages;
using Prakerja.Functions.Timers;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Hosting;

/// <summary>The pipeline on Azure's parts, and what binds triggers to it.</summary>
public static class FunctionsServices
{
    public static IServiceCollection AddFunctionsHead(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System).AddSingleton<IRandomSource, SystemRandomSource>();
        services.AddPrakerjaAzure(configuration).AddPipeline();
        services.AddSingleton<DurableClients>().AddSingleton<IWorkflowClient, DurableWorkflowClient>();
        services.AddSingleton<HttpRunner>().AddSingleton<TimerRunner>().AddSingleton<MessageRunner>();
        services.AddSingleton<WorkflowRunner>().AddSingleton<ActivityRunner>();
        AddTelemetry(services, configuration);
        return services;
    }

    /// <summary>
    /// Logs go to the host over its own channel. Our meters and traces, whose tags are names and outcomes, are exported besides where
    /// OTEL_EXPORTER_OTLP_ENDPOINT says where to; nothing that sees a URL, a body or an address is instrumented.
    /// </summary>
    private static void AddTelemetry(IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("Prakerja.*").AddOtlpExporter())
            .WithTracing(tracing => tracing.AddSource("Prakerja.*").AddOtlpExporter());
    }
}
