using Prakerja.Engine.Time;
using Prakerja.Local.Sandbox.Beacon;
using Prakerja.Local.Sandbox.Clock;
using Prakerja.Local.Sandbox.Messages;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Local.Sandbox.Registries;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Staff;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Local.Sandbox;

/// <summary>Composes the sandbox behind the outside ports. Needs ITableStore, IKeyVault, TimeProvider, WorkTracker and logging.</summary>
public static class SandboxServices
{
    public static IServiceCollection AddSandbox(this IServiceCollection services, SandboxOptions options)
    {
        services.AddSingleton(options).AddSingleton<Switches>().AddSingleton<ResidentNumbers>().AddSingleton<ResidentStore>();
        services.AddSingleton<SandboxMessenger>().AddSingleton<IMessenger>(p => p.GetRequiredService<SandboxMessenger>());
        services.AddSingleton<SandboxOperators>().AddSingleton<IOperatorDirectory>(p => p.GetRequiredService<SandboxOperators>());
        services.AddSingleton<SandboxPartners>();
        services.AddSingleton<SandboxBeacon>().AddSingleton<IRandomnessBeacon>(p => p.GetRequiredService<SandboxBeacon>());
        services.AddSingleton<ICivilRegistry, SandboxCivilRegistry>();
        services.AddSingleton<IExclusionRegistries, SandboxExclusions>();
        services.AddSingleton<IFaceMatcher, SandboxFaces>();
        services.AddSingleton<ISandboxCalls, ResidentCalls>().AddSingleton<ISandboxCalls, RegistryCalls>().AddSingleton<ISandboxCalls, MessageCalls>();
        services.AddSingleton<ISandboxCalls, BeaconCalls>().AddSingleton<ISandboxCalls, OperatorCalls>().AddSingleton<ISandboxCalls, PartnerCalls>();
        services.AddSingleton<ISandboxCalls, ClockCalls>();
        services.AddSingleton(p => new SandboxWorld(
            p.GetServices<ISandboxPart>(), p.GetServices<ISandboxCalls>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<WorkTracker>()));
        return services;
    }

    /// <summary>Serves <c>/sandbox</c>. These requests must not be counted as work: each waits until there is none.</summary>
    public static IEndpointRouteBuilder MapSandbox(this IEndpointRouteBuilder app)
    {
        var runner = app.ServiceProvider.GetRequiredService<EndpointRunner>();
        foreach (var endpoint in app.ServiceProvider.GetRequiredService<SandboxWorld>().Endpoints)
        {
            app.MapMethods(endpoint.Route, [endpoint.Method], http => runner.RunAsync(endpoint, http)).WithName(endpoint.Name);
        }

        return app;
    }
}
