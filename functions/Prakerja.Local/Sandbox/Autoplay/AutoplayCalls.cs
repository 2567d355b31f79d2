using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Autoplay;

public sealed record AutoplayRequest(bool? Enabled);

/// <summary>POST /sandbox/autoplay.</summary>
internal sealed class AutoplayCalls(Switches switches, ResidentVisits visits) : ISandboxCalls
{
    public IEnumerable<Endpoint> Endpoints => [SandboxEndpoint.Post("autoplay", "autoplay", SwitchAsync)];

    private async Task<Reply> SwitchAsync(Call call)
    {
        if (call.Read<AutoplayRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var enabled = fields.Need("enabled", request.Enabled);
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        await switches.SetAsync(Switches.Autoplay, enabled);
        if (enabled)
        {
            await visits.PlanForAllAsync();
        }

        return Reply.Ok(request);
    }
}
