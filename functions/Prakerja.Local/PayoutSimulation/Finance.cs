using Prakerja.Domain;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Staff;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Admin;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;

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

    /// <summary>All that came back, as the partners themselves state it, for banks tell of it in no other way; from staff too, sometimes the whole statement.</summary>
    public async Task CloseAsync()
    {
        var whole = world.Dice.Percent(50);
        var all = await LinesAsync();
        foreach (var lines in all.Where(l => whole || l.Credit == true).Chunk(AtOnce))
        {
            await PostAsync(PipelineJson.Write(lines));
        }

        foreach (var back in all.Where(l => l.Credit == true).Select(l => new StatementLine(l.Reference!, l.Amount!.Value, l.At!.Value) { IsCredit = true }))
        {
            await world.DoAsync(at => at.RunAsync(() => at.Get<Statements>().ApplyAsync(back, isPartners: true)));
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
