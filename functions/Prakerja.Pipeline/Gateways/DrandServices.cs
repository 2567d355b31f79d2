using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Gateways;

/// <summary>Composes the public beacon behind its port, in either head; registered after another beacon it takes that one's place.</summary>
public static class DrandServices
{
    public static IServiceCollection AddDrandBeacon(this IServiceCollection services, Action<DrandOptions>? configure = null)
    {
        services.AddOptions<DrandOptions>().Configure(configure ?? (_ => { }))
            .Validate(o => o.Agreeing >= 1 && o.Agreeing <= o.Relays.Count, "As many relays must agree as there are at most, and at least one.");
        return services.AddSingleton<IRandomnessBeacon>(p => new DrandBeacon(
            // The time limit is the beacon's own, a relay at a time.
            new HttpClient { Timeout = Timeout.InfiniteTimeSpan },
            p.GetRequiredService<IOptions<DrandOptions>>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<DrandBeacon>>()));
    }
}
