using Microsoft.Extensions.DependencyInjection;
using Prakerja.Pipeline.Partners;

namespace Prakerja.Azure.Partners;

public static class PartnerServices
{
    /// <summary>Partners are registered by operators (<see cref="AdminPartners"/>); there is nothing to set.</summary>
    public static IServiceCollection AddPartnerDirectory(this IServiceCollection services) => services.AddSingleton<IPartnerDirectory>(provider =>
        new TablePartnerDirectory(provider.GetRequiredService<PartnerRegistry>(), provider.GetRequiredService<TimeProvider>()));
}
