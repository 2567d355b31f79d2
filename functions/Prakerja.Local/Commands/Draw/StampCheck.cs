using System.Globalization;
using Prakerja.Domain.Draw;
using Prakerja.Local.Sandbox.Beacon;
using Prakerja.Pipeline.Gateways;

namespace Prakerja.Local.Commands;

/// <summary>The time-stamp of an outside authority over the commitment (RFC 3161), if there is one.</summary>
internal sealed class StampCheck(SignedReader reader, VerifyReport report)
{
    private const string File = PublishedNames.CommitmentStamp;

    /// <summary>Rounds beyond are centuries away; a commitment may claim any.</summary>
    private const long MaxRound = 10_000_000_000;

    public async Task RunAsync(Commitment? commitment, CancellationToken cancellation)
    {
        if (commitment is null)
        {
            report.CouldNotCheck("when the commitment existed: it cannot be read");
        }
        else if (await reader.ReadBesideAsync(File, cancellation) is not { } reply)
        {
            report.CouldNotCheck($"when the commitment existed: no outside authority has stamped it (there is no {File})");
        }
        else if (TimestampReply.Read(reply, commitment.Hash) is DocumentRead<TimestampReply>.Accepted(var stamp))
        {
            CheckTime(stamp, commitment.Beacon);
        }
        else
        {
            report.Fail(File, TimestampReply.Read(reply, commitment.Hash).ToString());
        }
    }

    private void CheckTime(TimestampReply stamp, BeaconRound round)
    {
        var at = Show(stamp.At);
        report.Confirm($"{File}: the commitment existed at {at}, as signed by {stamp.Authority}");
        report.CouldNotCheck($"that the certificate of {File} is an authority's you trust; it is the one named above");
        if (DueAt(round) is { } due)
        {
            report.Check(stamp.At < due, $"{File}: that is before round {round.Round} was due ({Show(due)})", File, $"its time {at} is not before round {round.Round} was due ({Show(due)})");
        }
        else
        {
            report.CouldNotCheck($"that {at} is before round {round.Round} of chain {round.Chain} was due: its times are not known here");
        }
    }

    private static DateTimeOffset? DueAt(BeaconRound round) => round switch
    {
        { Round: < 1 or > MaxRound } => null,
        { Chain: DrandBeacon.Quicknet } => DrandBeacon.DueAtOf(round.Round),
        { Chain: SandboxBeacon.Name } => SandboxBeacon.DueAtOf(round.Round),
        _ => null,
    };

    private static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
