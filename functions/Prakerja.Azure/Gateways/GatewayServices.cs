using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Prakerja.Azure.Keys;
using Prakerja.Pipeline.Gateways;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Gateways;

public static class GatewayServices
{
    public static IServiceCollection AddGateways(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var name in GatewaySettings.Names)
        {
            AddClient(services, name);
        }

        services.AddDrandBeacon(drand => drand.Relays = [.. RelaysOf(configuration), .. drand.Relays.Except(RelaysOf(configuration))]);
        if (configuration["Timestamps:url"] is { Length: > 0 } timestamps)
        {
            services.AddTimestampAuthority(new Uri(timestamps));
        }

        GatewaySettings Settings(string name) => GatewaySettings.Read(configuration, name);
        services.AddSingleton<ICivilRegistry>(p => new HttpCivilRegistry(Channel(p, Settings(GatewaySettings.CivilRegistry), GatewayPolicies.Guarded)));
        services.AddSingleton<IExclusionRegistries>(p => new HttpExclusionRegistries(Channel(p, Settings(GatewaySettings.ExclusionRegistries), GatewayPolicies.Guarded)));
        services.AddSingleton<IFaceMatcher>(p => new HttpFaceMatcher(
            Channel(p, Settings(GatewaySettings.FaceMatcher), GatewayPolicies.Guarded), p.GetRequiredService<IBlobStore>()));
        services.AddSingleton<IMessenger>(p => new HttpMessenger(
            Channel(p, Settings(GatewaySettings.Messenger), GatewayPolicies.Repeated), p.GetRequiredService<ILogger<HttpMessenger>>()));
        services.AddSingleton<IWalletPartner>(p => new HttpPaymentPartner(
            Channel(p, Settings(GatewaySettings.Payments), GatewayPolicies.Once), Channel(p, Settings(GatewaySettings.Payments), GatewayPolicies.Repeated)));
        services.AddSingleton<IBankChannel>(p => new HttpBankChannel(
            Channel(p, Settings(GatewaySettings.Banks), GatewayPolicies.Once), Channel(p, Settings(GatewaySettings.Banks), GatewayPolicies.Repeated)));
        services.AddOptions<BankFileOptions>().Configure(options => options.Window = TimeSpan.FromMinutes(15)).Bind(configuration.GetSection("Banks")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BankFileOptions>, BankAccountsCheck>();
        return services.AddSingleton<IPaymentPartner>(p => p.GetRequiredService<PartnerRouting>());
    }

    /// <summary><c>Gateways__beacon__url</c>, by comma: relays to be asked before the public ones, of which some must agree all the same.</summary>
    private static IEnumerable<Uri> RelaysOf(IConfiguration configuration) =>
        (configuration["Gateways:beacon:url"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(url => new Uri(url.TrimEnd('/') + '/'));

    /// <summary>No redirects, which would send a body elsewhere; no logs of the factory's, which write addresses; time-outs are the policy's, on our clock.</summary>
    private static void AddClient(IServiceCollection services, string name) => services
        .AddHttpClient(name, client => (client.Timeout, client.MaxResponseContentBufferSize) = (Timeout.InfiniteTimeSpan, GatewayChannel.MaxAnswer))
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();

    private static GatewayChannel Channel(IServiceProvider provider, GatewaySettings settings, Func<TimeSpan, TimeProvider, ResiliencePipeline<GatewayAnswer>> policy) => new(
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(settings.Name), settings, CredentialOf(provider, settings),
        policy(settings.Timeout, provider.GetRequiredService<TimeProvider>()), provider.GetRequiredService<IRandomSource>(),
        provider.GetRequiredService<ILogger<GatewayChannel>>());

    private static IGatewayCredential CredentialOf(IServiceProvider provider, GatewaySettings settings) => settings switch
    {
        { Scope: { Length: > 0 } scope } => new IdentityCredential(provider.GetRequiredService<TokenCredential>(), scope),
        { Secret: { Length: > 0 } secret } => new SharedSecretCredential(
            provider.GetRequiredService<VaultClients>().Secrets, secret, settings.ClientCode, provider.GetRequiredService<IRandomSource>(), provider.GetRequiredService<TimeProvider>()),
        _ => new PublishedKeyCredential(provider.GetRequiredService<IKeyVault>(), settings.ClientCode, settings.Url, provider.GetRequiredService<TimeProvider>()),
    };
}
