using Prakerja.Engine.Time;
using Prakerja.Local.Sandbox.Autoplay;
using Prakerja.Local.Sandbox.Banks;
using Prakerja.Local.Sandbox.Beacon;
using Prakerja.Local.Sandbox.Catalogue;
using Prakerja.Local.Sandbox.Clock;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Messages;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Registries;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Staff;
using Prakerja.Local.Sandbox.Statements;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Payments;
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
        services.AddSingleton<SandboxPartners>().AddSingleton<IPartnerDirectory>(p => p.GetRequiredService<SandboxPartners>());
        services.AddSingleton<SandboxBeacon>().AddSingleton<IRandomnessBeacon>(p => p.GetRequiredService<SandboxBeacon>());
        services.AddSingleton<ICivilRegistry, SandboxCivilRegistry>();
        services.AddSingleton<IExclusionRegistries, SandboxExclusions>();
        services.AddSingleton<IFaceMatcher, SandboxFaces>();
        services.AddSingleton<ISandboxCalls, ResidentCalls>().AddSingleton<ISandboxCalls, RegistryCalls>().AddSingleton<ISandboxCalls, MessageCalls>();
        services.AddSingleton<ISandboxCalls, BeaconCalls>().AddSingleton<ISandboxCalls, OperatorCalls>().AddSingleton<ISandboxCalls, PartnerCalls>();
        services.AddSingleton<ISandboxCalls, ClockCalls>().AddSingleton<ISandboxCalls, PaymentCalls>();
        AddPayments(services);
        AddStatements(services);
        AddTraining(services);
        services.AddSingleton(p => new SandboxWorld(
            p.GetServices<ISandboxPart>(), p.GetServices<ISandboxCalls>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<WorkTracker>()));
        return services;
    }

    private static void AddPayments(IServiceCollection services)
    {
        services.AddSingleton<OutsideJobs>().AddSingleton<ISandboxPart>(p => p.GetRequiredService<OutsideJobs>());
        services.AddSingleton<InProcessHttp>().AddSingleton<PaymentBook>();
        services.AddSingleton<SignedDelivery>().AddSingleton<WebhookSender>().AddSingleton<IWebhookSender>(p => p.GetRequiredService<WebhookSender>());
        services.AddSingleton<SandboxPaymentPartner>().AddSingleton<IWalletPartner>(p => p.GetRequiredService<SandboxPaymentPartner>());
        services.AddSingleton<BankFolder>().AddSingleton<IBankChannel, SandboxBank>().AddSingleton<BankReports>().AddSingleton<IJobHandler>(p => p.GetRequiredService<BankReports>());
        services.AddSingleton<IPaymentPartner>(p => p.GetRequiredService<PartnerRouting>());
        services.AddSingleton<IJobHandler>(p => p.GetRequiredService<WebhookSender>()).AddSingleton<IJobHandler>(p => p.GetRequiredService<SandboxPaymentPartner>());
    }

    private static void AddStatements(IServiceCollection services)
    {
        services.AddSingleton<AccountMoves>().AddSingleton<StatementShelf>().AddSingleton<DailyStatements>().AddSingleton<StatementSender>();
        services.AddSingleton<ISandboxPart>(p => p.GetRequiredService<DailyStatements>()).AddSingleton<ISandboxCalls, StatementCalls>();
        services.AddSingleton<IJobHandler>(p => p.GetRequiredService<DailyStatements>()).AddSingleton<IJobHandler>(p => p.GetRequiredService<StatementSender>());
    }

    private static void AddTraining(IServiceCollection services)
    {
        services.AddSingleton<TrainingPlay>().AddSingleton<ResidentPlay>().AddSingleton<ResidentVisits>().AddSingleton<ISandboxCalls, AutoplayCalls>();
        services.AddSingleton<SandboxCatalogue>().AddSingleton<IJobHandler>(p => p.GetRequiredService<SandboxCatalogue>());
        services.AddSingleton<ISandboxPart>(p => p.GetRequiredService<SandboxCatalogue>());
        services.AddSingleton<IJobHandler>(p => p.GetRequiredService<TrainingPlay>()).AddSingleton<IJobHandler>(p => p.GetRequiredService<ResidentVisits>());
        services.AddSingleton<ISandboxPart>(p => p.GetRequiredService<ResidentVisits>());
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
