using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Public;

public sealed record HealthAnswer(string Status);

/// <summary>GET /api/health/live: the process answers. GET /api/health/ready: it reaches its storage too; otherwise 503.</summary>
public sealed class Health(ITableStore tables) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("health-live", "GET", "/api/health/live", Access.Anonymous, _ => Task.FromResult(Reply.Ok(new HealthAnswer("live"))))
        {
            Tag = "Public", Response = typeof(HealthAnswer), Summary = "The process answers.",
        },
        new("health-ready", "GET", "/api/health/ready", Access.Anonymous, ReadyAsync)
        {
            Tag = "Public", Response = typeof(HealthAnswer), Summary = "Storage can be reached.",
        },
    ];

    private async Task<Reply> ReadyAsync(Call call)
    {
        await tables.GetAsync("health", "ready", "ready", call.Cancellation);
        return Reply.Ok(new HealthAnswer("ready"));
    }
}
