using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>A beacon with a round every 30 s; late while <see cref="Late"/>.</summary>
public sealed class TestBeacon(TimeProvider clock) : IRandomnessBeacon
{
    private static readonly DateTimeOffset Genesis = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>True: rounds that are due are not out yet.</summary>
    public bool Late { get; set; }

    public string Chain => "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";

    public long RoundAt(DateTimeOffset time) => ((time - Genesis).Ticks + Period.Ticks - 1) / Period.Ticks;

    public DateTimeOffset DueAt(long round) => Genesis + (round * Period);

    public Task<byte[]?> GetSignatureAsync(long round, CancellationToken cancellation = default) =>
        Task.FromResult(Late || clock.GetUtcNow() < DueAt(round) ? null : SHA512.HashData(Encoding.ASCII.GetBytes($"round {round}")));
}
