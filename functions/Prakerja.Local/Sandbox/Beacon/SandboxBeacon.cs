using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Beacon;

/// <summary>A beacon of its own, round 1 at the start of 2020, one every 30 seconds; signatures follow from the host's seed.</summary>
internal sealed class SandboxBeacon(SandboxOptions options, Switches switches, TimeProvider clock) : IRandomnessBeacon
{
    public const string Name = "sandbox";
    private const int SignatureBytes = 48;
    private static readonly DateTimeOffset Genesis = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private readonly byte[] key = SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"prakerja-sandbox-beacon-{options.Seed}")));

    public string Chain => Name;

    public long RoundAt(DateTimeOffset time) =>
        time <= Genesis ? 1 : ((time - Genesis).Ticks + Period.Ticks - 1) / Period.Ticks + 1;

    public DateTimeOffset DueAt(long round) => DueAtOf(round);

    public static DateTimeOffset DueAtOf(long round) => Genesis + ((round - 1) * Period);

    public async Task<byte[]?> GetSignatureAsync(long round, CancellationToken cancellation = default)
    {
        var isOut = round >= 1 && DueAt(round) <= clock.GetUtcNow() && await switches.IsOnAsync(Switches.Beacon, otherwise: true);
        return isOut ? HMACSHA512.HashData(key, Encoding.ASCII.GetBytes(round.ToString(CultureInfo.InvariantCulture)))[..SignatureBytes] : null;
    }
}

/// <summary>PUT /sandbox/beacon {available}: a beacon that is late. Beyond api.md.</summary>
internal sealed class BeaconCalls(Switches switches) : ISandboxCalls
{
    public IEnumerable<Endpoint> Endpoints =>
        [SandboxEndpoint.Put("switch-beacon", "beacon", call => SwitchCall.RunAsync(call, switches, Switches.Beacon))];
}
