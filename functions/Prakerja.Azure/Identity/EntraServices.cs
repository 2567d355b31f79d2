using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Prakerja.Pipeline.Security;

namespace Prakerja.Azure.Identity;

public static class EntraServices
{
    private const string ClientName = "entra";

    public static IServiceCollection AddEntraOperators(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient(ClientName, client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton(_ => EntraSettings.Read(configuration));
        services.AddSingleton(provider => new AuthorityKeys(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName), provider.GetRequiredService<EntraSettings>().Metadata,
            provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<IOperatorDirectory>(provider => new EntraOperators(
            provider.GetRequiredService<EntraSettings>(), provider.GetRequiredService<AuthorityKeys>(), provider.GetRequiredService<TimeProvider>()));
    }
}
