using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
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
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Hosting;

/// <summary>The pipeline on Azure's parts, and what binds triggers to it.</summary>
public static class FunctionsServices
{
    private const string Meters = "Prakerja.*";

    public static IServiceCollection AddFunctionsHead(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System).AddSingleton<IRandomSource, SystemRandomSource>();
        services.AddPrakerjaAzure(configuration).AddPipeline();
        services.AddOptions<PayoutOptions>().Bind(configuration.GetSection(PayoutOptions.Section)).ValidateOnStart();
        services.AddSingleton<DurableClients>().AddSingleton<IWorkflowClient, DurableWorkflowClient>();
        services.AddSingleton<HttpRunner>().AddSingleton<TimerRunner>().AddSingleton<MessageRunner>();
        services.AddSingleton<WorkflowRunner>().AddSingleton<ActivityRunner>();
        AddTelemetry(services, configuration);
        return services;
    }

    /// <summary>
    /// Logs go to the host over its own channel. Our meters, which alerts watch, go to Application Insights; meters and traces also where
    /// OTEL_EXPORTER_OTLP_ENDPOINT says. Their tags are names and outcomes; nothing that sees a URL, a body or an address is instrumented.
    /// </summary>
    private static void AddTelemetry(IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry();
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 } connection)
        {
            services.AddOptions<AzureMonitorExporterOptions>().Configure<TokenCredential>((options, credential) => options.Credential = credential);
            telemetry.WithMetrics(metrics => metrics.AddMeter(Meters).AddAzureMonitorMetricExporter(options => options.ConnectionString = connection));
        }

        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter()).WithTracing(traces => traces.AddSource(Meters).AddOtlpExporter());
        }
    }
}
