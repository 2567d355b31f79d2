using System.Globalization;
using System.Text;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Audit;

/// <param name="Day">In Jakarta; the root is taken right after it has ended.</param>
/// <param name="Root">Merkle root (RFC 6962) over the 256 leaves <c>chain|seq|hash</c>, in order of the chains.</param>
/// <param name="Document">Canonical JSON with day, heads, previousRoot and root: the bytes that are signed.</param>
/// <param name="Signature">Detached JWS (ES256) over the document.</param>
public sealed record AuditRoot(DateOnly Day, DateTimeOffset At, string Root, string PreviousRoot, byte[] Document, string Signature);

/// <summary>
/// Each night the root over all chains is published; roots are chained too. A day is published once and stays as it is. Days that were missed while no host
/// ran are made up, over the chains as they stood when each was due.
/// </summary>
public sealed class AuditRoots(ITableStore tables, AuditTrail trail, IKeyVault vault, TimeProvider clock) : ITimerTask
{
    public const string Table = "auditroots";
    public const string Partition = "all";
    private static readonly TimeSpan TimeOfNight = TimeSpan.FromMinutes(30);

    public string Name => "audit-root";

    /// <summary>00:30 WIB.</summary>
    public TimerSchedule Schedule { get; } = new(TimeSpan.FromDays(1), TimeOfNight);

    public static string Row(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        var today = Wib.DateOf(dueAt).AddDays(-1);
        if (await FindAsync(today) is not null)
        {
            return;
        }

        var last = await LastAsync();
        for (var day = last?.Day.AddDays(1) ?? today; day <= today; day = day.AddDays(1))
        {
            var missed = day < today ? Wib.StartOf(day.AddDays(1)) + TimeOfNight : (DateTimeOffset?)null;
            var root = await TakeAsync(day, missed, last?.Root ?? AuditRecord.Start);
            var published = await tables.CommitAsync(Table, Partition, [new TableWrite.Insert(Row(day), PipelineJson.Write(root))], cancellation);
            last = published.Committed ? root : await FindAsync(day);
        }
    }

    public async ValueTask<AuditRoot?> FindAsync(DateOnly day)
    {
        var row = await tables.GetAsync(Table, Partition, Row(day));
        return row is null ? null : PipelineJson.Read<AuditRoot>(row.Body);
    }

    /// <param name="missed">When it was due, if that was missed.</param>
    private async Task<AuditRoot> TakeAsync(DateOnly day, DateTimeOffset? missed, string previous)
    {
        var heads = new List<string>(AuditTrail.Chains.Count);
        foreach (var chain in AuditTrail.Chains)
        {
            var head = missed is { } moment ? await trail.HeadAtAsync(chain, moment) : await trail.HeadAsync(chain);
            heads.Add($"{head.Chain}|{head.Seq}|{head.Hash}");
        }

        var root = MerkleTree.Root(heads.Select(h => MerkleTree.Leaf(Encoding.ASCII.GetBytes(h)))).ToString();
        var document = CanonicalJson.Write(new CanonicalObject
        {
            { "day", Row(day) }, { "heads", new CanonicalArray([.. heads.Select(h => (CanonicalValue)h)]) }, { "previousRoot", previous }, { "root", root },
        });
        return new AuditRoot(day, clock.GetUtcNow(), root, previous, document, await vault.SignDetachedAsync(document));
    }

    /// <summary>The latest one published.</summary>
    private async Task<AuditRoot?> LastAsync()
    {
        TableRow? latest = null;
        await foreach (var row in tables.RowsAsync(Table, Partition, RowRange.All))
        {
            latest = row;
        }

        return latest is null ? null : PipelineJson.Read<AuditRoot>(latest.Body);
    }
}
