using Prakerja.Domain;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Staff;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Admin;
using Prakerja.Pipeline.Http;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>Bank statements as finance people hand them in: late, in parts, some twice; at the end all of them.</summary>
internal sealed class Finance(PayoutWorld world)
{
    private const int Every = 11;
    private const int AtOnce = 100;
    private byte[]? last;

    public async Task WorkAsync(int day, bool calm)
    {
        if (day % Every != 0 || calm)
        {
            return;
        }

        if (last is not null && world.Dice.Percent(30))
        {
            await PostAsync(last);
        }

        var lines = (await LinesAsync()).Where(l => l.At > world.Now.AddDays(-2 * Every)).Where(_ => world.Dice.Percent(25)).ToArray();
        if (lines.Length > 0)
        {
            await PostAsync(last = PipelineJson.Write(lines));
        }
    }

    /// <summary>All that came back, of which banks tell in no other way; sometimes the whole statement.</summary>
    public async Task CloseAsync()
    {
        var whole = world.Dice.Percent(50);
        foreach (var lines in (await LinesAsync()).Where(l => whole || l.Credit == true).Chunk(AtOnce))
        {
            await PostAsync(PipelineJson.Write(lines));
        }
    }

    /// <summary>What left and what came back.</summary>
    private async Task<IReadOnlyList<StatementLineRequest>> LinesAsync() =>
    [
        .. (await world.Host.Get<PaymentBook>().MovedAsync()).SelectMany(r => new[]
        {
            new StatementLineRequest(r.Reference, r.Moved, r.At), r.ReturnedAt is { } back ? new StatementLineRequest(r.Reference, r.Moved, back, Credit: true) : null,
        }).OfType<StatementLineRequest>(),
    ];

    private Task<int> PostAsync(byte[] statement) =>
        world.CallAsync("POST", "/api/admin/statements", host => host.Get<SandboxOperators>().All.First(o => o.Roles.Contains("finance", StringComparer.Ordinal)).Token, statement);
}
