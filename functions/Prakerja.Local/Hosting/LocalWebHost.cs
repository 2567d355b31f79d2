using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Prakerja.Local.Sandbox;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Local.Hosting;

/// <summary>Kestrel around the local services: every endpoint of the pipeline, the sandbox, the start page.</summary>
public static class LocalWebHost
{
    private const int MaxInFlight = 4096;

    public static WebApplication Build(LocalOptions options)
    {
        Directory.CreateDirectory(options.Data!);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls.Split(';')).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.ConfigureEndpointDefaults(listen => listen.Use(RefusalBodies.Use));
        });
        builder.Logging.ClearProviders().AddJsonConsole().AddFilter("Microsoft", LogLevel.Warning).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddRouting().AddLocal(options).AddHostedService(p => p.GetRequiredService<LocalRuntime>());
        builder.Services.AddOptions<PayoutOptions>().Bind(builder.Configuration.GetSection(PayoutOptions.Section)).ValidateOnStart();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        AddTelemetry(builder);
        var app = builder.Build();
        Map(app);
        return app;
    }

    /// <summary>Exported only where OTEL_EXPORTER_OTLP_ENDPOINT says where to.</summary>
    private static void AddTelemetry(WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("Prakerja.*").AddOtlpExporter())
            .WithTracing(tracing => tracing.AddSource("Prakerja.*").AddOtlpExporter());
    }

    private static void Map(WebApplication app)
    {
        app.Use(TrackedAsync);
        app.UseStatusCodePages(context => ReplyWriter.WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode switch
        {
            405 => Problems.MethodNotAllowed,
            404 => Problems.NotFound,
            var status => new Problem(status, "http", new("Permintaan ditolak", "Request refused"), new("Permintaan tidak dapat dilayani.", "The request cannot be served.")),
        }));
        var runner = app.Services.GetRequiredService<EndpointRunner>();
        foreach (var endpoint in app.Services.GetRequiredService<IReadOnlyList<Pipeline.Http.Endpoint>>())
        {
            app.MapMethods(endpoint.Route, endpoint.Method == "GET" ? ["GET", "HEAD"] : [endpoint.Method], http => runner.RunAsync(endpoint, http)).WithName(endpoint.Name);
        }

        app.MapStartPage();
        app.MapWebPages();
        app.MapBlobLinks();
        app.MapSandbox();
    }

    /// <summary>Counts requests in flight as work, so that the virtual clock waits for them, and refuses more than can be served in time.</summary>
    private static Task TrackedAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/sandbox", StringComparison.Ordinal))
        {
            return next(http);
        }

        var gate = http.RequestServices.GetRequiredService<InFlight>();
        return gate.RunAsync(http, next, MaxInFlight);
    }
}
