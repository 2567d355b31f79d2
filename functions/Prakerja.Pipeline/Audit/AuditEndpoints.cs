using System.Globalization;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Audit;

public sealed record AuditRootView(DateOnly Day, DateTimeOffset At, string Root, string PreviousRoot, string Signature);

/// <param name="BrokenAt">First sequence number that does not follow; null: the chain is whole.</param>
public sealed record ChainCheck(string Chain, long Records, long? BrokenAt);

/// <summary>The published roots, and for auditors the records behind them.</summary>
public sealed class AuditEndpoints(ITableStore tables, AuditTrail trail, AuditRoots roots) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-audit-roots", "GET", "/api/public/audit/roots", Access.Anonymous, ListRootsAsync)
        {
            Tag = "Public", Response = typeof(Page<AuditRootView>), Query = Paging.Query,
            Summary = "Daily Merkle roots over the 256 chains of the audit trail, oldest first; each names the one before and is signed (detached JWS over the day's document).",
        },
        new("get-audit-root", "GET", "/api/public/audit/roots/{day}", Access.Anonymous, GetRootAsync)
        {
            Tag = "Public", Summary = "The signed document of a day (yyyy-MM-dd): canonical JSON with all 256 heads (chain|seq|hash), root and previousRoot.",
        },
        new("list-audit", "GET", "/api/admin/audit", Access.Auditor, ListAsync)
        {
            Tag = "Staff", Response = typeof(Page<AuditRecord>), Summary = "What staff did: all chains, one chain, or one subject.",
            Query = [new("chain", "Two hex digits."), new("subject", "A participant, review, list or batch id."), .. Paging.Query],
        },
        new("check-audit-chain", "GET", "/api/admin/audit/{chain}/check", Access.Auditor, CheckAsync)
        {
            Tag = "Staff", Response = typeof(ChainCheck), Summary = "Recomputes a chain and says where it is broken, if it is.",
        },
    ];

    private async Task<Reply> ListRootsAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var page = await Paging.ScanAsync(tables, AuditRoots.Table, AuditRoots.Partition, RowRange.All, limit, cursor);
        return page.Problem ?? Reply.Ok(new Page<AuditRootView>([.. page.Rows.Select(r => View(PipelineJson.Read<AuditRoot>(r.Body)))], page.Next));
    }

    private async Task<Reply> GetRootAsync(Call call) =>
        DateOnly.TryParseExact(call.Route("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && await roots.FindAsync(day) is { } root
            ? Reply.Raw(root.Document, "application/json")
            : Problems.NotFound;

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var subject = call.Query("subject");
        var only = subject is null ? call.Query("chain") : AuditTrail.ChainOf(subject);
        if (only is not null && !AuditTrail.Chains.Contains(only, StringComparer.Ordinal))
        {
            return Problems.Invalid("chain", new("Dua angka heksadesimal, 00 sampai ff.", "Two hex digits, 00 to ff."));
        }

        if (!AuditCursor.TryParse(cursor, only, out var position))
        {
            return Problems.Invalid("cursor", new("Pakai next dari halaman sebelumnya.", "Use the next of the page before."));
        }

        var (items, next) = await ReadAsync(position, only, subject, limit);
        return Reply.Ok(new Page<AuditRecord>(items, next?.ToString()));
    }

    private async Task<(IReadOnlyList<AuditRecord> Items, AuditCursor? Next)> ReadAsync(AuditCursor position, string? only, string? subject, int limit)
    {
        var items = new List<AuditRecord>();
        for (AuditCursor? at = position; at is not null;)
        {
            var records = await trail.ReadAsync(at.Chain, at.Seq, 1000);
            foreach (var record in records.Where(r => subject is null || r.Subject == subject))
            {
                items.Add(record);
                if (items.Count == limit)
                {
                    return (items, new AuditCursor(record.Chain, record.Seq));
                }
            }

            at = records.Count > 0 ? new AuditCursor(at.Chain, records[^1].Seq) : at.NextChain(only);
        }

        return (items, null);
    }

    private async Task<Reply> CheckAsync(Call call)
    {
        var chain = call.Route("chain");
        return AuditTrail.Chains.Contains(chain, StringComparer.Ordinal)
            ? Reply.Ok(new ChainCheck(chain, (await trail.HeadAsync(chain)).Seq, await trail.FindBreakAsync(chain)))
            : Problems.NotFound;
    }

    private static AuditRootView View(AuditRoot root) => new(root.Day, root.At, root.Root, root.PreviousRoot, root.Signature);
}
