using Prakerja.Pipeline.Http;

namespace Prakerja.Local.Sandbox;

internal static class SwitchCall
{
    public static async Task<Reply> RunAsync(Call call, Switches switches, string name)
    {
        if (call.Read<Availability>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var available = fields.Need("available", request.Available);
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        await switches.SetAsync(name, available);
        return Reply.Ok(request);
    }
}
