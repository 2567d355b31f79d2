using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Gateways;

/// <summary>Composes a time-stamping authority behind its port, in either head; without it, no commitment is stamped.</summary>
public static class TimestampServices
{
    public static IServiceCollection AddTimestampAuthority(this IServiceCollection services, Uri address) =>
        services.AddSingleton<ITimestampAuthority>(p => new TimestampAuthority(
            // The time limit is the authority's own.
            new HttpClient { Timeout = Timeout.InfiniteTimeSpan },
            address, p.GetRequiredService<IRandomSource>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<TimestampAuthority>>()));
}
