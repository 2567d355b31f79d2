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

        var lines = (await MadeAsync()).Where(m => m.At > world.Now.AddDays(-2 * Every)).Where(_ => world.Dice.Percent(25)).ToArray();
        if (lines.Length > 0)
        {
            await PostAsync(last = Written(lines));
        }
    }

    /// <summary>The whole statement, which proves whatever is still open.</summary>
    public async Task CloseAsync()
    {
        if (world.Dice.Percent(50) && await MadeAsync() is { Count: > 0 } all)
        {
            await PostAsync(Written(all));
        }
    }

    private Task<IReadOnlyList<MadePayment>> MadeAsync() => world.Host.Get<PaymentBook>().MadeAsync();

    private static byte[] Written(IEnumerable<MadePayment> lines) =>
        PipelineJson.Write(lines.Select(m => new StatementLineRequest(m.Reference, m.Amount, m.At)).ToArray());

    private Task<int> PostAsync(byte[] statement) =>
        world.CallAsync("POST", "/api/admin/statements", host => host.Get<SandboxOperators>().All.First(o => o.Roles.Contains("finance", StringComparer.Ordinal)).Token, statement);
}
