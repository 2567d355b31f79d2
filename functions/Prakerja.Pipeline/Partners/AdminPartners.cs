using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Partners;

/// <summary>
/// Who may report training and payments, and with which keys. One operator proposes a partner or new keys for one and hands the keys over, another
/// approves; only then they hold. Beyond api.md, which leaves open where partners come from.
/// </summary>
public sealed class AdminPartners(PartnerRegistry registry, ITableStore tables, AuditTrail audit, TimeProvider clock) : IUseCase
{
    private const int DefaultOverlap = 7;
    private const int LongestOverlap = 30;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("propose-partner", "POST", "/api/admin/partners", Access.Operator, ProposeAsync)
        {
            Body = BodyKind.Json, Replayable = false, SuccessStatus = 201, Tag = "Staff", Request = typeof(PartnerRequest), Response = typeof(PartnerKeysView),
            Summary = "Proposes a partner, or new keys for a known one; the keys are shown once. They hold from the approval of another operator.",
        },
        new("approve-partner", "POST", "/api/admin/partners/{id}/approval", Access.Operator, ApproveAsync)
        {
            Tag = "Staff", Response = typeof(PartnerView), Summary = "Approval by another operator: the new keys hold from now, the old ones for the days of overlap.",
        },
        new("list-partners", "GET", "/api/admin/partners", Access.Operator | Access.Auditor, ListAsync)
        {
            Tag = "Staff", Response = typeof(Page<PartnerView>), Query = Paging.Query, Summary = "Registered partners and what waits for a second person; no keys.",
        },
    ];

    private async Task<Reply> ProposeAsync(Call call)
    {
        if (call.Read<PartnerRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (asked, overlap, problem) = Parse(request);
        if (problem is not null)
        {
            return problem;
        }

        var (seed, wrapped) = await registry.NewSeedAsync();
        var proposal = new PartnerProposal(call.Caller.Id, clock.GetUtcNow(), asked.LegacyAllowed, overlap, wrapped);
        await audit.AppendAsync(call.Caller.Id, "propose-partner", asked.Id);
        if (await StoreAsync(asked with { Proposal = proposal }) is not { } stored)
        {
            return Taken;
        }

        var (key, secret) = PartnerRegistry.KeysOf(seed);
        return Reply.Created(new PartnerKeysView(View(stored), key, secret));
    }

    /// <summary>Null: id or client code belongs to somebody else.</summary>
    private async Task<PartnerEntry?> StoreAsync(PartnerEntry asked)
    {
        while (true)
        {
            if (await registry.FindAsync(asked.Id) is not { } found)
            {
                if (await registry.AddAsync(asked))
                {
                    return asked;
                }

                if (await registry.FindAsync(asked.Id) is null)
                {
                    return null;
                }
            }
            else if ((found.Entry.Kind, found.Entry.ClientCode) != (asked.Kind, asked.ClientCode))
            {
                return null;
            }
            else if (found.Entry with { Proposal = asked.Proposal } is var changed && await registry.ReplaceAsync(changed, found.ETag))
            {
                return changed;
            }
        }
    }

    private async Task<Reply> ApproveAsync(Call call)
    {
        while (await registry.FindAsync(call.Route("id")) is { } found)
        {
            if (found.Entry.Proposal is not { } proposal)
            {
                return Problems.NothingProposed;
            }

            if (proposal.By == call.Caller.Id)
            {
                return Problems.SecondPersonNeeded;
            }

            await audit.AppendAsync(call.Caller.Id, "approve-partner", found.Entry.Id);
            var approved = found.Entry.Approve(proposal, clock.GetUtcNow());
            if (await registry.ReplaceAsync(approved, found.ETag))
            {
                return Reply.Ok(View(approved));
            }
        }

        return Problems.NotFound;
    }

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var (rows, next, problem) = await Paging.ScanAsync(tables, PartnerRegistry.Table, PartnerRegistry.Partition, PartnerRegistry.Range, limit, cursor);
        return problem ?? Reply.Ok(new Page<PartnerView>([.. rows.Select(r => View(PipelineJson.Read<PartnerEntry>(r.Body)))], next));
    }

    private static (PartnerEntry Asked, int Overlap, Problem? Problem) Parse(PartnerRequest request)
    {
        var fields = new Fields();
        var (id, code) = (fields.Need("id", request.Id), fields.Need("clientCode", request.ClientCode));
        fields.Check("id", id.Length == 0 || PartnerRegistry.IsName(id), BadName);
        fields.Check("clientCode", code.Length == 0 || PartnerRegistry.IsName(code), BadName);
        var kind = fields.Take("kind", WireWord.Parse<PartnerKind>(request.Kind ?? ""));
        var overlap = request.OverlapDays ?? DefaultOverlap;
        fields.Check("overlapDays", overlap is >= 0 and <= LongestOverlap, new("0 sampai 30 hari.", "0 to 30 days."));
        return (new PartnerEntry(id, kind, code, request.LegacyAllowed ?? false, [], null), overlap, fields.Problem);
    }

    private static PartnerView View(PartnerEntry entry) => new(
        entry.Id, entry.Kind.Word(), entry.ClientCode, entry.LegacyAllowed, entry.Proposal is null ? "active" : "proposed", entry.Seeds.Count,
        entry.Proposal?.By, entry.Proposal?.At);

    private static LocalText BadName => new("2-64 huruf, angka, titik, garis bawah atau tanda hubung.", "2-64 letters, digits, dots, underscores or hyphens.");

    private static Problem Taken => Problems.Conflict(
        "partner-taken", new("Sudah dipakai", "Taken"), new("Id atau client code ini milik mitra lain, atau jenisnya berbeda.", "This id or client code is another partner's, or of another kind."));
}
