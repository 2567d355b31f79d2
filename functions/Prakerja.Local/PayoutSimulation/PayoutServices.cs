using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Embedded.Blobs;
using Prakerja.Embedded.Signals;
using Prakerja.Engine;
using Prakerja.Engine.Time;
using Prakerja.Local.Sandbox;
using Prakerja.Local.Sandbox.Banks;
using Prakerja.Local.Sandbox.Jobs;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Registries;
using Prakerja.Local.Sandbox.Staff;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>Composes a process: everything of the pipeline, of the sandbox what plays banks, wallets and registries.</summary>
internal static class PayoutServices
{
    /// <summary>Areas whose timers and endpoints payouts meet; the others would only cost time.</summary>
    private static readonly string[] Areas = ["Payments", "Payouts", "Cases", "Matching", "Ledger", "Budgets", "Deadlines", "Participants", "Recoveries", "Banks"];

    private static readonly Type[] UseCases =
    [
        .. typeof(PipelineServices).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IUseCase).IsAssignableFrom(t) && IsConcerned(t)),
        typeof(Pipeline.Assessments.Surveys), typeof(Pipeline.Admin.MoneyStatements),
    ];

    /// <summary>Areas that go through the whole ledger each night: here every so many nights will do.</summary>
    private static readonly string[] Nightly = ["Ledger", "Matching"];

    /// <summary>Looked for once: reflection over the whole pipeline takes longer than a payout.</summary>
    private static readonly CompiledServices Common = new(Describe());

    private static readonly SandboxOperators Operators = new(PersistedState.Vault);

    public static bool Concerns(ITimerTask timer) => IsConcerned(timer.GetType());

    public static bool IsLong(ITimerTask timer) => Nightly.Contains(timer.GetType().Namespace?.Split('.').Last(), StringComparer.Ordinal);

    public static HostServices Build(PayoutHost host, PersistedState state, StepWatch watch, PartnerLog log, Webhooks.Fate fate, ErrorLog errors) => new HostServices(Common)
        .Add(new WorkflowCatalog(PipelineJson.Options)).Add(host.Work).Add(host.Clock).Add<TimeProvider>(host.Clock)
        .Add<ITableStore>(new LivingTables(state.Tables, host.Life, watch, state.References))
        .Add<IRandomSource>(state.Random).Add<ILoggerFactory>(new ErrorLoggerFactory(errors, host.Life))
        .Add<IMessenger>(new LivingMessenger(host.Life))
        .Add<IWalletPartner>(p => new LivingWallets(p.GetRequiredService<SandboxPaymentPartner>(), host.Life, log, state.References))
        .Add<IBankChannel>(p => new LivingBanks(p.GetRequiredService<SandboxBank>(), host.Life, log, state.References))
        .Add<IBlobStore>(new LivingBlobs(state.Blobs, host.Life)).Add(fate)
        .Add<IExclusionRegistries>(p => new LivingRegistries(p.GetRequiredService<SandboxExclusions>(), host.Life))
        .Add(p => new WorkflowEngine(
            p.GetRequiredService<WorkflowCatalog>(), new LivingJournal(state.Journal, host.Life, state.Runs), host.Clock, host.Work, EngineOptions.Default,
            p.GetRequiredService<ILoggerFactory>()));

    private static ServiceCollection Describe()
    {
        var services = new ServiceCollection();
        services.AddPipeline().AddSandbox(new SandboxOptions(0));
        foreach (var type in (Type[])[typeof(WorkflowCatalog), typeof(ISandboxPart), typeof(IJobHandler), typeof(IReadOnlyList<Endpoint>), typeof(SandboxOperators)])
        {
            services.RemoveAll(type);
        }

        services.AddSingleton<IReadOnlyList<Endpoint>>(p => [.. UseCases.SelectMany(type => ((IUseCase)p.GetRequiredService(type)).Endpoints)]);
        services.AddSingleton<ISandboxPart>(p => p.GetRequiredService<OutsideJobs>());
        services.AddSingleton<IJobHandler>(p => p.GetRequiredService<SandboxPaymentPartner>());
        services.AddSingleton<IJobHandler>(p => new Webhooks(p.GetRequiredService<WebhookSender>(), p.GetRequiredService<Webhooks.Fate>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IJobHandler>(p => new Webhooks(p.GetRequiredService<BankReports>(), p.GetRequiredService<Webhooks.Fate>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SandboxBank>();
        services.AddSingleton<SandboxExclusions>();
        services.AddSingleton(_ => Operators).AddSingleton<IKeyVault>(_ => PersistedState.Vault);
        services.AddSingleton<ShardPump>().AddSingleton<IShardSignals>(p => p.GetRequiredService<ShardPump>());
        services.AddSingleton<IWorkflowClient>(p => p.GetRequiredService<WorkflowEngine>());
        services.AddSingleton<IMessageQueue, NoQueue>().AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        return services;
    }

    private static bool IsConcerned(Type type) => Areas.Contains(type.Namespace?.Split('.').Last(), StringComparer.Ordinal);
}
